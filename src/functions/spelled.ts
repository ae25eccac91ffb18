import { atom, type Code } from '../expr/code.ts';
import type { Spelled } from '../expr/spelling.ts';

/** name(x, y) */
export function called(name: string): Spelled {
  return { call: (given) => atom(`${name}(${listed(given)})`) };
}

/** name(x, y), which a file defines; `others` are defined with it. */
export function defined(
  name: string,
  source: string,
  others: Readonly<Record<string, string>> = {},
): Spelled {
  return { ...called(name), helpers: { [name]: source, ...others } };
}

/** What is written alike in the three libraries of Python but for their name. */
export function inPython(
  spell: (library: string) => Spelled,
): Readonly<Record<'numpy' | 'torch' | 'jax', Spelled>> {
  return { numpy: spell('np'), torch: spell('torch'), jax: spell('jnp') };
}

/** Of values that are not chosen some may be infinite or no number, of which NumPy would warn. */
export const quiet = '@np.errstate(all="ignore")';

function listed(given: readonly Code[]): string {
  return given.map(({ text }) => text).join(', ');
}
