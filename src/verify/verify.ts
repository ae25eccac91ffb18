import type { Answer, AnsweredEntry } from '../answers/answer.ts';
import type { Vocabulary } from '../answers/vocabulary.ts';
import { exactNodeLimit } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { nonsmooth } from '../evaluate/nonsmooth.ts';
import { symbolValues } from '../evaluate/symbols.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import { expand } from '../index/expand.ts';
import { type Formula, tensorsIn } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, expandModel } from '../model/expansion.ts';
import { checkSize } from '../model/limit.ts';
import type { Model } from '../model/model.ts';
import { aligned } from './aligned.ts';
import { type ExpectedGraph, expectedGraphOf, expectedNodes } from './expected-graph.ts';
import { type ArrayToJudge, judge, type SymbolNumbers, type VerifyOptions } from './judge.ts';
import { withOtherChoices } from './judge-choices.ts';
import { type ArrayVerdict, type EntryVerdict, isRight, type Verdict, type Verified } from './verdict.ts';

/**
 * Whether an answer is right, entry by entry, and how that is known. Throws BadInput for sizes that cannot be meant,
 * and for a model that is too large to be expanded.
 */
export function verifyAnswer(
  model: Model,
  answer: Answer,
  vocabulary: Vocabulary,
  options: VerifyOptions,
): Verified {
  checkSize(model);
  const expansion = expandModel(model);
  const expected = expectedGraphOf(
    model,
    expansion,
    vocabulary,
    speaksOfCotangents(model, answer, vocabulary),
  );
  const symbolNumbers = model.values && symbolNumbersOf(model, expected);
  const inOrder = answer.arrays.map((array) => aligned(array, options.layout ?? 'OIHW', answer.file));
  const nodes = expectedNodes(
    expected,
    answer.arrays.map(({ about }) => about),
    model.conventions,
    options.rate,
  );
  const asked = answer.arrays.map((array, at): ArrayToJudge => {
    const entries = inOrder[at];
    const { kind, tensor } = array.about;
    return {
      array,
      entries,
      by: kind === 'gradient' && differentiable(model).includes(tensor) ? tensor : undefined,
      nodes: nodes[at],
      formulas: formulasOf(expected, entries ?? []),
    };
  });
  const { entries: judgedEntries, bound } = judge(expected, asked, symbolNumbers, options);
  const found = symbolNumbers ? nonsmoothAt(expected, symbolNumbers) : [];
  const outcome =
    symbolNumbers && found.length > 0
      ? withOtherChoices(expected, asked, judgedEntries, symbolNumbers, options)
      : { entries: judgedEntries, otherChoice: undefined, undecided: false };
  const arrays = asked.map((array, at) => arrayVerdict(array, outcome.entries[at]));
  return {
    expected,
    arrays,
    correct: arrays.every(({ correct }) => correct),
    otherChoice: outcome.otherChoice,
    undecided: outcome.undecided,
    choicesMet: found.length,
    bound,
  };
}

function speaksOfCotangents(model: Model, { arrays }: Answer, { cotangents }: Vocabulary): boolean {
  const cotangentTensors = new Set(cotangents.values());
  const speaks = (formula: Formula): boolean =>
    tensorsIn(formula).some((tensor) => cotangentTensors.has(tensor));
  const parameters = differentiable(model);
  return arrays.some(
    ({ about, entries }) =>
      (about.kind === 'gradient' && !parameters.includes(about.tensor)) ||
      entries.some((entry) => entry.kind === 'formula' && speaks(entry.formula)),
  );
}

function symbolNumbersOf(model: Model, { expansion }: ExpectedGraph): SymbolNumbers | undefined {
  if (!model.values) return undefined;
  const symbols = symbolValues(model, expansion, model.values);
  return {
    symbols: (node) => nearestDouble(symbols[node]),
    exactSymbols: expansion.graph.size <= exactNodeLimit ? (node) => symbols[node] : undefined,
  };
}

function nonsmoothAt({ model, expansion }: ExpectedGraph, { symbols }: SymbolNumbers): readonly unknown[] {
  return nonsmooth(model, expansion, floatValues(expansion.graph, [expansion.objective], symbols));
}

const formulaOutput: Tensor = { name: 'answer', shape: [], role: 'output' };

function formulasOf(
  { expansion, entries }: ExpectedGraph,
  given: readonly AnsweredEntry[],
): ReadonlyMap<number, Node> {
  return new Map(
    given.flatMap((entry, place) => {
      if (entry.kind !== 'formula') return [];
      const definition = { output: formulaOutput, over: [], subscripts: [], body: entry.formula };
      return [[place, expand(expansion.graph, [definition], entries)[0]] as const];
    }),
  );
}

function arrayVerdict(
  { array, entries: given, nodes }: ArrayToJudge,
  entries: readonly EntryVerdict[],
): ArrayVerdict {
  const answered = entries.filter(({ verdict }) => verdict !== 'blank');
  const methods = new Set(answered.map(({ verdict }) => methodOf(verdict)));
  return {
    about: array.about,
    shape: array.shape,
    given: array.entries,
    otherShape: given === undefined,
    entries,
    correct: given !== undefined && answered.length > 0 && answered.every(({ verdict }) => isRight(verdict)),
    method:
      methods.has('numeric') || nodes.length === 0 ? 'numeric' : methods.has('exact') ? 'exact' : 'proved',
  };
}

function methodOf(verdict: Verdict): ArrayVerdict['method'] {
  switch (verdict) {
    case 'proved':
      return 'proved';
    case 'exact':
    case 'subgradient':
    case 'wrong':
    case 'blank':
      return 'exact';
    case 'rounded':
    case 'within':
    case 'tested':
      return 'numeric';
  }
}
