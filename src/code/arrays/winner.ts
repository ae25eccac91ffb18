import { letter } from '../../index/affine.ts';
import type { CodeNames } from '../../program/code-names.ts';
import { placeAmong } from '../../program/place-among.ts';
import type { RuleStatement, WinnerPlaces } from '../../program/statement.ts';
import { affineCode } from '../../program/text/affine-code.ts';
import { arrayCode } from './array-code.ts';
import { inBrackets, indexOf, viewOf } from './axis.ts';
import { hoisted } from './hoisted.ts';
import type { ArrayLibrary } from './library.ts';
import { loopLetters } from './loop-letters.ts';
import { pythonLoops } from './python-loops.ts';

/** Member after member, all windows at once: the best so far, and its place. */
export function winnerLines(
  { array, over, of, ties }: WinnerPlaces,
  before: RuleStatement[],
  names: CodeNames,
  library: ArrayLibrary,
): string[] {
  const left = over.map((range) => letter(range.letter));
  const ranges = [...over, ...of.over];
  const made = hoisted(of.body, ranges, true, names);
  before.push(...made.before);
  const value = made.formula;
  const letters = loopLetters({ left, value, where: of.where, ranges });
  for (const range of of.over) letters.add(range.letter);
  const loops = pythonLoops(ranges, letters, of.where, names);
  const view = viewOf(left, ranges, letters, loops.extents);
  const index = inBrackets(left.map((form, axis) => indexOf(form, array.shape[axis], view).text));
  const place = affineCode(placeAmong(of.over)).text;
  const kept = (name: string, candidate: string): string => {
    const chosen = library.where('wins', candidate, `${name}${index}`, false);
    return index === '' ? `${name} = ${chosen}` : library.update(name, index, 'set', chosen);
  };
  return [
    `best = ${library.lowest(array.shape)}`,
    `${array.name} = ${library.zeros(array.shape, true)}`,
    ...loops.around([
      `candidate = ${arrayCode(value, view, library).text}`,
      `wins = candidate ${ties === 'last' ? '>=' : '>'} best${index}`,
      kept('best', 'candidate'),
      kept(array.name, place),
    ]),
  ];
}
