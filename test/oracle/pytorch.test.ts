import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { readModel } from '../../src/model/read.ts';
import { agrees, close } from './agrees.ts';
import { type Case, cases, fileName, modelText } from './case.ts';

const policies = [
  ['first', (one: Case) => one.grads],
  ['last', (one: Case) => one.grads_other_tie_policies?.last],
  ['split', (one: Case) => one.grads_other_tie_policies?.split_evenly],
] as const;

describe("PyTorch's gradients", () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s: outputs, loss and gradients', (_, one) => {
    const found = evaluateModel(readModel(modelText(one), `${one.id}.json`));
    expect(Array.from(found.loss?.value ?? [])).toSatisfy(([loss]) => close(loss, one.loss_value));
    [...found.outputs.values()].forEach((output, at) => agrees(output, one.outputs[at], one.exact, `output ${at + 1}`));
  });

  for (const [ties, gradientsOf] of policies) {
    const concerned = cases.filter((one) => gradientsOf(one));
    it.runIf(concerned.length > 0).each(concerned.map((one) => [one.id, one] as const))(
      `%s: gradients with ties to the ${ties}`,
      (_, one) => {
        const found = evaluateModel(readModel(modelText(one, ties), `${one.id}.json`));
        for (const [name, expected] of Object.entries(gradientsOf(one) ?? {})) {
          const ours = found.gradients.get(fileName(name));
          agrees(ours, expected, one.exact, `gradient of ${name}`);
        }
      },
    );
  }
});
