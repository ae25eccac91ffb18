import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOf } from '../../../src/model/rules.ts';
import { differing } from '../../code/differing.ts';
import { folder, pythonWith, runPython } from '../../code/running.ts';
import { type Judge, type Verdict, verdict } from '../judge.ts';
import type { Case } from '../net.ts';

let python: string | undefined;

/** PyTorch's own layers, losses and autograd, in float64. */
export const pytorch: Judge = {
  name: 'PyTorch',
  absent: () => {
    python = pythonWith('torch', 'apt install python3-torch');
    return python === undefined ? 'no torch' : undefined;
  },
  compare: async (cases) => {
    const file = join(folder, 'nets.json');
    writeFileSync(file, JSON.stringify(cases.map(({ net }) => net)));
    const [run] = runPython(python ?? '', [[join(import.meta.dirname, '..', 'torch_nets.py'), file]]);
    if (run.failed !== null) throw new Error(run.failed);
    const said = run.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    return cases.map((one, at) => judged(one, said[at]));
  },
};

interface Said extends Case {
  readonly unlike?: string;
  readonly smooth: boolean;
}

function judged({ net, model, ours }: Case, { unlike, smooth, ...found }: Said & Case['ours']): Verdict {
  if (unlike !== undefined) return { kind: 'skipped', why: unlike };
  const { ties = 'first', kink = 0 } = net.conventions ?? {};
  // Elsewhere another subgradient was asked for, or PyTorch is known to take one of its own.
  const usual =
    ties === 'first' && kink === 0 && rulesOf(model).every(({ otherKink }) => otherKink === undefined);
  if (smooth || usual) return verdict(differing(found, ours, 1));
  return verdict(differing({ ...found, gradients: ours.gradients }, ours, 1));
}
