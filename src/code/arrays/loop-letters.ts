import { type Affine, affineLetters } from '../../index/affine.ts';
import { type Condition, type Formula, isReduction, type Range, subformulas } from '../../index/formula.ts';

/** What a statement over whole arrays is about: subscripts of its left-hand side, a value, conditions. */
interface ArrayStatement {
  readonly left: readonly Affine[];
  readonly value: Formula;
  readonly where: readonly Condition[];
  /** Letters of the left-hand side, then those that are summed over. */
  readonly ranges: readonly Range[];
}

/**
 * The letters that need a loop. A letter that is alone in its subscript is an axis of its array, and all of its values
 * are taken at once as a slice; of two that meet in one subscript, as in I[i + m], the one with fewer values is looped
 * over: the places of a kernel rather than those of an image. Of equally many the later letter of the alphabet is: places
 * in a kernel are m, n where those of an image are i, j or k, l.
 */
export function loopLetters(spread: ArrayStatement): Set<string> {
  const loops = new Set<string>();
  const size = (letter: string): number =>
    spread.ranges.find((range) => range.letter === letter)?.size ?? Number.POSITIVE_INFINITY;
  for (;;) {
    const crowded = groupsOf(spread)
      .map((letters) => letters.filter((letter) => !loops.has(letter)))
      .find((letters) => letters.length > 1);
    if (!crowded) break;
    const [fewest] = crowded.toSorted((a, b) => size(a) - size(b) || (a > b ? -1 : 1));
    loops.add(fewest);
  }
  for (const letter of noSlices(spread, loops)) loops.add(letter);
  return loops;
}

/** Letters of which at most one can be an axis: those of one subscript, and a letter beside itself in two. */
function groupsOf({ left, value, where }: ArrayStatement): string[][] {
  const entries = [...subformulas(value)].flatMap((part) => (part.kind === 'entry' ? [part.subscripts] : []));
  const inner = [...subformulas(value)].flatMap((part) =>
    isReduction(part) ? part.where : part.kind === 'where' ? part.conditions : [],
  );
  const forms = [left, ...entries].flatMap((subscripts) => subscripts.map((form) => affineLetters(form)));
  return [...forms, ...[...where, ...inner].map(({ value: form }) => affineLetters(form))];
}

/** Letters that run backwards in a subscript, or stand in two of one array: slices do neither. */
function noSlices({ left, value }: ArrayStatement, loops: ReadonlySet<string>): string[] {
  const lists = [
    left,
    ...[...subformulas(value)].flatMap((part) => (part.kind === 'entry' ? [part.subscripts] : [])),
  ];
  return lists.flatMap((subscripts) => {
    const axes = subscripts.flatMap(({ terms }) => terms.filter(({ letter }) => !loops.has(letter)));
    const twice = axes.filter(({ letter }, at) => axes.findIndex((term) => term.letter === letter) < at);
    return [...twice, ...axes.filter(({ coefficient }) => coefficient < 0)].map(({ letter }) => letter);
  });
}
