import { isReduction, subformulas } from '../../index/formula.ts';
import { summedProduct } from '../../index/summed-product.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { CodeNames } from '../../program/code-names.ts';
import { coversAll } from '../../program/covers-all.ts';
import { scattered } from '../../program/scattered.ts';
import type { RulePart, RuleStatement, Statement, WinnerPlaces } from '../../program/statement.ts';
import { tieMessage } from '../text/tie-message.ts';
import type { ArrayLibrary } from './library.ts';
import { partLines, wholeLines } from './part.ts';
import { winnerLines } from './winner.ts';

/** Paragraphs of code: arrays that are made on the way, then the statement's own. */
interface Paragraph {
  readonly comment: readonly string[];
  readonly lines: readonly string[];
}

export function paragraphsOf(statement: Statement, names: CodeNames, library: ArrayLibrary): Paragraph[] {
  switch (statement.kind) {
    case 'rule':
      return ruleParagraphs(statement, names, library);
    case 'winner':
      return winnerParagraphs(statement, names, library);
    case 'refusal':
      return [
        {
          comment: statement.comment(),
          lines: [
            statement.array.shape.length === 0
              ? `if ${statement.array.name} > 1:`
              : `if (${statement.array.name} > 1).any():`,
            `    raise ValueError("${tieMessage}")`,
          ],
        },
      ];
  }
}

function winnerParagraphs(winner: WinnerPlaces, names: CodeNames, library: ArrayLibrary): Paragraph[] {
  const before: RuleStatement[] = [];
  const lines = winnerLines(winner, before, names, library);
  return [
    ...before.flatMap((rule) => ruleParagraphs(rule, names, library)),
    { comment: winner.comment(), lines },
  ];
}

function ruleParagraphs(rule: RuleStatement, names: CodeNames, library: ArrayLibrary): Paragraph[] {
  const parts = rule.parts.flatMap((part) => windowed(part, names));
  const before: RuleStatement[] = [];
  const lines = linesOf(rule.array, parts, before, names, library);
  return [
    ...before.flatMap((rule) => ruleParagraphs(rule, names, library)),
    { comment: rule.comment(), lines },
  ];
}

/** Window by window where the windows that hold an entry are many, and the places in a window few. */
function windowed(part: RulePart, names: CodeNames): RulePart[] {
  if (part.adds) return [part];
  const terms = part.body.kind === 'add' ? part.body.terms : [part.body];
  const turned = terms.map((body) => {
    const summed = summedProduct(body)?.body;
    const inner = summed !== undefined && [...subformulas(summed)].some(isReduction);
    return scattered(
      { ...part, body },
      ({ below }, sizes) => sizes.length > 1 && (inner || sizes.every((size) => below < size)),
      names,
    );
  });
  if (turned.every((part) => part === undefined)) return [part];
  return terms.map((body, at): RulePart => turned[at] ?? { ...part, body, adds: true });
}

function linesOf(
  array: Tensor,
  parts: readonly RulePart[],
  before: RuleStatement[],
  names: CodeNames,
  library: ArrayLibrary,
): string[] {
  const [first] = parts;
  if (parts.length === 1 && !first.adds && coversAll(first)) {
    const whole = wholeLines(first, before, names, library);
    if (whole) return whole;
  }
  const isMax = parts.length === 1 && first.body.kind === 'max';
  const start = `${array.name} = ${isMax ? library.lowest(array.shape) : library.zeros(array.shape)}`;
  return [start, ...parts.flatMap((part) => partLines(part, parts.length > 1, before, names, library))];
}
