import fc from 'fast-check';
import Fraction from 'fraction.js';
import { entryCount } from '../src/index/tensor.ts';
import { givenTensors } from '../src/model/expansion.ts';
import type { Model } from '../src/model/model.ts';

/** A model with numbers drawn from a seed, away from whole numbers and from each other: eighths of odd numbers. */
export function withNumbers(model: Model, seed: number): Model {
  const [numbers] = fc.sample(
    fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 600, maxLength: 600 }),
    {
      seed,
      numRuns: 1,
    },
  );
  let at = 0;
  const draw = (positive: boolean): number => {
    const value = (numbers[at++ % numbers.length] * 2 + 1) / 16 + (at % 7) / 512;
    return positive ? Math.abs(value) + 0.125 : value;
  };
  const values = new Map(
    givenTensors(model).map((tensor) => {
      const isClass =
        model.objective.kind === 'loss' && model.objective.targetValues?.expected.startsWith('a class');
      const admits = (value: number): boolean =>
        model.objective.kind === 'loss' && model.objective.targetValues?.admits(value) === true;
      const number = (): number => {
        // Where there is one class only, it is that.
        if (tensor.role === 'target' && isClass)
          return Math.abs(Math.round(draw(false))) % (admits(1) ? 2 : 1);
        if (tensor.role === 'target' && model.objective.kind === 'loss' && model.objective.targetValues)
          return model.objective.targetValues.admits(-1)
            ? draw(false) > 0
              ? 1
              : -1
            : Math.min(draw(true), 0.9);
        // A running variance is positive, and so is what a root is taken of.
        return draw(tensor.name.startsWith('var'));
      };
      const data = Array.from({ length: entryCount(tensor.shape) }, () => new Fraction(number()));
      return [tensor.name, { shape: tensor.shape, data }] as const;
    }),
  );
  return { ...model, values };
}
