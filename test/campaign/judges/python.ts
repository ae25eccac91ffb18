import { pythonWith, runPython, written } from '../../code/running.ts';
import { type Judge, together } from '../judge.ts';

/** The code for a library of arrays. */
function pythonCode(name: string, library: string, install: string): Judge {
  let python: string | undefined;
  return {
    name,
    absent: () => {
      python = pythonWith(library, install);
      return python === undefined ? `no ${library}` : undefined;
    },
    compare: together(
      ({ model }, at) => written(library, model, `net-${at}`),
      (files) => {
        const runs = runPython(
          python ?? '',
          files.map((file) => [file]),
        );
        return runs.map(({ failed, warnings: [warning], out }) => {
          const why = failed ?? warning;
          return why === undefined ? { found: JSON.parse(out) } : { failed: why };
        });
      },
    ),
  };
}

export const numpy = pythonCode('NumPy', 'numpy', 'apt install python3-numpy');
export const torchCode = pythonCode('PyTorch code', 'torch', 'apt install python3-torch');
export const jax = pythonCode('JAX', 'jax', 'pip install jax');
