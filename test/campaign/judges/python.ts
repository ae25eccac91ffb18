import { differing } from '../../code/differing.ts';
import { pythonWith, runPython, written } from '../../code/running.ts';
import { type Judge, verdict } from '../judge.ts';

/** The code for a library of arrays. */
function pythonCode(name: string, library: string, install: string): Judge {
  let python: string | undefined;
  return {
    name,
    absent: () => {
      python = pythonWith(library, install);
      return python === undefined ? `no ${library}` : undefined;
    },
    compare: async (cases) => {
      const files = cases.map(({ model }, at) => [written(library, model, `net-${at}`)]);
      const runs = runPython(python ?? '', files);
      return cases.map(({ ours }, at) => {
        const { failed, warnings, out } = runs[at];
        return verdict(failed ?? warnings[0] ?? differing(JSON.parse(out), ours));
      });
    },
  };
}

export const numpy = pythonCode('NumPy', 'numpy', 'apt install python3-numpy');
export const torchCode = pythonCode('PyTorch code', 'torch', 'apt install python3-torch');
export const jax = pythonCode('JAX', 'jax', 'pip install jax');
