import type { Code } from '../../expr/code.ts';
import type { Language } from '../../expr/spelling.ts';
import { functionNamed, functions } from '../../functions/index.ts';

/** A function of the catalogue, applied, in a language. */
export function callIn(language: Language): (name: string, given: readonly Code[]) => Code {
  return (name, given) => {
    const spelled = functionNamed(name).code?.[language];
    if (!spelled) throw new Error(`${name} is written in code as no call`);
    return spelled.call(given);
  };
}

/** What a file defines for the functions that it calls, by name: each above those that it calls itself. */
export function helpersIn(language: Language): Readonly<Record<string, string>> {
  return Object.assign({}, ...Object.values(functions).map(({ code }) => code?.[language].helpers));
}
