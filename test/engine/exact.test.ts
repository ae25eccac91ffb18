import type Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { Exact } from '../../src/engine/algebra/exact.ts';
import { ProgramIn } from '../../src/engine/program-in.ts';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { chosenTensors, givenTensors } from '../../src/model/expansion.ts';
import { programs } from '../code/example-programs.ts';

describe.each(programs)('%s', (_, model) => {
  it('has the fractions of the graph', () => {
    const program = analysisOf(model).program(chosenTensors(model, undefined));
    const exact = new ProgramIn(program, new Exact());
    for (const [at, tensor] of givenTensors(model).entries())
      exact.write(program.given[at].array, model.values?.get(tensor.name)?.data ?? []);
    exact.run();
    const { loss, outputs, gradients } = evaluateModel(model);
    const expected = [
      ...(loss && program.loss ? [[loss.exact, program.loss] as const] : []),
      ...program.outputs.map(({ name, array }) => [outputs.get(name)?.exact, array] as const),
      ...program.gradients.map(({ name, array }) => [gradients.get(name)?.exact, array] as const),
    ];
    for (const [fractions, array] of expected) {
      const found = exact.read(array);
      fractions?.forEach((fraction: Fraction | null, place: number) => {
        // 0 times a number that is not rational is not known to be 0 here; the graph has no such product.
        if (found[place] || fraction?.n !== 0n)
          expect(found[place]?.toFraction(), `${array.name} ${place}`).toBe(fraction?.toFraction());
      });
    }
  });
});
