import { numbersIn } from '../../code/differing.ts';
import { estimated, isNear } from '../../estimated.ts';
import { each, type Judge, verdict } from '../judge.ts';
import type { Case, Net, Said } from '../net.ts';

export const centralDifferences: Judge = {
  name: 'central differences',
  absent: () => undefined,
  compare: each(({ net, model, ours }) => {
    // Two kinks may cancel each other, so that nothing bends.
    if (ours.choices !== undefined || hasSlopeOfPyTorch(net, ours))
      return { kind: 'skipped', why: 'at a tie, a kink, or a slope of PyTorch' };
    const far = estimated(model).find((one) => !isNear(one));
    return verdict(far && `a slope is ${far.ours}, the difference ${far.estimate}`);
  }),
};

/**
 * Slopes that PyTorch has for reasons of its own: of the p-norm of a window 0 where its sum is, even for p = 1; of
 * BCELoss one that is bounded where p (1 - p) is less than 1e-12.
 */
function hasSlopeOfPyTorch({ layers, loss }: Net, { outputs }: Case['ours']): boolean {
  const numbersOf = (options: Said[string]): number[] => numbersIn(outputs[String(options.output)].value);
  const [last] = layers.slice(-1).flatMap((said) => Object.values(said));
  return (
    layers.some(({ LPPool2d: pool }) => pool && numbersOf(pool).includes(0)) ||
    (loss?.BCELoss !== undefined && numbersOf(last).some((p) => p * (1 - p) < 1e-12))
  );
}
