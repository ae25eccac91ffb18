import type { AnsweredEntry } from '../answers/answer.ts';
import type { Subgradient } from '../expr/differentiate.ts';
import { type ExpectedGraph, expectedNodes } from './expected-graph.ts';
import { type ArrayToJudge, judge, type SymbolNumbers, type VerifyOptions } from './judge.ts';
import { isNumber } from './judge-number.ts';
import { choicesThatGive, flowsAt, otherPolicies } from './other-choices.ts';
import { type EntryVerdict, isRight, type OtherChoice } from './verdict.ts';

interface Outcome {
  readonly entries: EntryVerdict[][];
  readonly otherChoice: OtherChoice | undefined;
  /** The choices are too many to go through together: what is wrong might be a subgradient that no convention takes. */
  readonly undecided: boolean;
}

/**
 * Entries that are wrong under the model's conventions may be right under others. All numbers of the answer together
 * have to come from one way to make the choices: the model's other conventions are tried by name, then the whole set.
 */
export function withOtherChoices(
  expected: ExpectedGraph,
  asked: readonly ArrayToJudge[],
  entries: readonly EntryVerdict[][],
  symbolNumbers: SymbolNumbers,
  options: VerifyOptions,
): Outcome {
  const unchanged = {
    entries: entries.map((verdicts) => [...verdicts]),
    otherChoice: undefined,
    undecided: false,
  };
  const doubtful = entries.some((verdicts) => verdicts.some(({ verdict }) => verdict === 'wrong'));
  if (!doubtful || asked.some((array) => !array.entries)) return unchanged;
  const best = bestPolicy(expected, asked, entries, symbolNumbers, options);
  if (best?.complete)
    return { entries: best.entries, otherChoice: { policy: best.name, settled: [] }, undecided: false };
  const claims = asked.flatMap(({ array }, at) => {
    if (array.about.kind !== 'gradient') return [];
    const places = expected.expansion.entries.get(array.about.tensor);
    return entries[at].flatMap(({ got, place, slack }) =>
      isNumber(got) && places
        ? [{ node: places[place], value: got.value, slack: Math.max(slack, writtenSlack(got)) }]
        : [],
    );
  });
  const onlyGradients = entries.every((verdicts, at) =>
    verdicts.every(
      ({ verdict, got }) =>
        verdict !== 'wrong' || (isNumber(got) && asked[at].array.about.kind === 'gradient'),
    ),
  );
  const flows = onlyGradients
    ? flowsAt(
        expected.expansion,
        claims.map(({ node }) => node),
        symbolNumbers.symbols,
        symbolNumbers.exactSymbols,
      )
    : undefined;
  const settled = flows && choicesThatGive(flows, claims);
  if (settled && settled !== 'open') {
    return {
      entries: entries.map((verdicts) =>
        verdicts.map((entry) => (entry.verdict === 'wrong' ? { ...entry, verdict: 'subgradient' } : entry)),
      ),
      otherChoice: { policy: undefined, settled },
      undecided: false,
    };
  }
  const undecided = onlyGradients && (!flows || settled === 'open');
  if (best) return { entries: best.entries, otherChoice: { policy: best.name, settled: [] }, undecided };
  return { ...unchanged, undecided };
}

function writtenSlack(got: AnsweredEntry): number {
  return got.kind === 'rounded' ? got.slack.valueOf() : 0;
}

/** The other convention under which most entries are right, if they are more than under the model's own. */
function bestPolicy(
  expected: ExpectedGraph,
  asked: readonly ArrayToJudge[],
  entries: readonly EntryVerdict[][],
  symbolNumbers: SymbolNumbers,
  options: VerifyOptions,
): { name: string; entries: EntryVerdict[][]; complete: boolean } | undefined {
  const count = (all: readonly (readonly EntryVerdict[])[]): number =>
    all.flat().filter(({ verdict }) => isRight(verdict)).length;
  let best: { name: string; entries: EntryVerdict[][]; complete: boolean } | undefined;
  let most = count(entries);
  for (const { name, ...conventions } of otherPolicies(expected.model.conventions)) {
    const under = judgedUnder(expected, asked, entries, conventions, symbolNumbers, options);
    const right = count(under);
    if (right <= most) continue;
    most = right;
    const complete = under.every((verdicts) => verdicts.every(({ verdict }) => verdict !== 'wrong'));
    best = { name, entries: under, complete };
    if (complete) break;
  }
  return best;
}

/** The same verdicts with another convention: what was right already stays so, what becomes right is valid by choice. */
function judgedUnder(
  expected: ExpectedGraph,
  asked: readonly ArrayToJudge[],
  entries: readonly EntryVerdict[][],
  conventions: Subgradient,
  symbolNumbers: SymbolNumbers,
  options: VerifyOptions,
): EntryVerdict[][] {
  const nodes = expectedNodes(
    expected,
    asked.map(({ array }) => array.about),
    conventions,
    options.rate,
  );
  const arraysUnder = asked.map((array, at) => ({ ...array, nodes: nodes[at], by: undefined }));
  const { entries: under } = judge(expected, arraysUnder, symbolNumbers, options);
  return under.map((verdicts, at) =>
    verdicts.map((entry, place): EntryVerdict => {
      if (!isRight(entry.verdict)) return { ...entries[at][place], verdict: entry.verdict };
      const before = entries[at][place];
      // Right under both: the choice does not move it.
      if (isRight(before.verdict)) return before;
      return { ...before, verdict: 'subgradient' };
    }),
  );
}
