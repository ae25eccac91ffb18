import { numbersIn } from '../../code/differing.ts';
import { estimated, isNear } from '../../estimated.ts';
import { each, type Judge, verdict } from '../judge.ts';
import type { Case, Net } from '../net.ts';

export const centralDifferences: Judge = {
  name: 'central differences',
  absent: () => undefined,
  compare: each(({ net, model, ours }) => {
    // Two kinks may cancel each other, so that nothing bends.
    if (ours.choices !== undefined || hasRootOfZero(net, ours))
      return { kind: 'skipped', why: 'at a tie or a kink' };
    const far = estimated(model).find((one) => !isNear(one));
    return verdict(far && `a slope is ${far.ours}, the difference ${far.estimate}`);
  }),
};

/** Of the p-norm of a window, PyTorch's slope is 0 where the sum is, even for p = 1. */
function hasRootOfZero({ layers }: Net, { outputs }: Case['ours']): boolean {
  return layers.some(
    ({ LPPool2d: pool }) => pool && numbersIn(outputs[String(pool.output)].value).includes(0),
  );
}
