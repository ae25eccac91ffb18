import { type Formula, isReduction, withParts } from './formula.ts';

/** What letters become when they are needed a second time: k, l after i, j. */
const spare: Readonly<Record<string, string>> = {
  c: 'k',
  h: 'u',
  i: 'k',
  j: 'l',
  k: 'l',
  l: 'k',
  m: 'r',
  n: 't',
};

/** Letters to go on with, in the order in which they are taken. */
const further = ['k', 'l', 'u', 'v', 'r', 't', 'q', 'w', 'a', 'b', 'd', 'e'];

/** All letters that `letterBeside` may come up with before it numbers them. */
export const freshLetters: readonly string[] = [...new Set([...Object.values(spare), ...further])];

/** A letter for a second use of `name`, which is none of those taken. */
export function letterBeside(name: string, used: ReadonlySet<string>): string {
  const candidates = [...(spare[name] ? [spare[name]] : []), ...further];
  const free = candidates.find((candidate) => !used.has(candidate));
  if (free) return free;
  for (let at = 1; ; at++) if (!used.has(`${name}${at}`)) return `${name}${at}`;
}

/** Every letter that a formula binds or uses. */
export function lettersIn(formula: Formula): Set<string> {
  const letters = new Set<string>();
  const visit = (part: Formula): Formula => {
    if (part.kind === 'entry') for (const { terms } of part.subscripts) addAll(terms);
    if (part.kind === 'place') addAll(part.value.terms);
    if (part.kind === 'winner') for (const { terms } of part.at) addAll(terms);
    if (part.kind === 'where') for (const { value } of part.conditions) addAll(value.terms);
    if (isReduction(part)) {
      addAll(part.over);
      for (const { value } of part.where) addAll(value.terms);
    }
    return withParts(part, visit);
  };
  const addAll = (named: readonly { readonly letter: string }[]): void => {
    for (const { letter: name } of named) letters.add(name);
  };
  visit(formula);
  return letters;
}
