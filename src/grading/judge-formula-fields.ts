import type { AnsweredEntry } from '../answers/answer.ts';
import type { EntryReader } from '../answers/entry-reader.ts';
import type { Vocabulary } from '../answers/vocabulary.ts';
import { BadInput } from '../bad-input.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { symbolValues } from '../evaluate/symbols.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { expand } from '../index/expand.ts';
import { type Formula, number } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { expandModel } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { type ExpectedGraph, expectedGraphOf } from '../verify/expected-graph.ts';
import { judgeFormulas } from '../verify/judge-formulas.ts';
import { isNumber } from '../verify/judge-number.ts';

/** A field that asks for a formula: the right one as text, and what was written. */
interface FormulaField {
  readonly right: string;
  readonly written: string;
}

export interface FormulaJudged {
  readonly outcome: 'right' | 'wrong' | 'blank';
  readonly remark?: string;
}

/** Whether formulas are the right ones for all values, or at least in the region of the sheet's own; the fields in their order. */
export function judgeFormulaFields(
  model: Model,
  vocabulary: Vocabulary,
  fields: readonly FormulaField[],
  reader: EntryReader,
  treeOf: TreeOf,
): FormulaJudged[] {
  const read = fields.map(({ written }) => reading(written, reader));
  if (!read.some(({ formula }) => formula)) return read.map(({ judged }) => judged);
  const expectedGraph = expectedGraphOf(model, expandModel(model), vocabulary, true);
  const { graph } = expectedGraph.expansion;
  const claims = fields.flatMap(({ right, written }, at) => {
    const { formula } = read[at];
    const expected = reading(right, reader).formula;
    if (!formula) return [];
    // A right formula that our own reader does not know is compared letter by letter.
    if (!expected) {
      const isSame = bare(right) === bare(written);
      read[at] = { judged: { outcome: isSame ? 'right' : 'wrong' } };
      return [];
    }
    return [{ at, formula: nodeOf(expectedGraph, formula), derivative: nodeOf(expectedGraph, expected) }];
  });
  const values = model.values && symbolValues(model, expectedGraph.expansion, model.values);
  const symbols = values && ((node: Node): number => nearestDouble(values[node]));
  const { verdicts } = judgeFormulas(graph, claims, symbols, treeOf);
  const floats =
    symbols &&
    floatValues(
      graph,
      claims.flatMap(({ formula, derivative }) => [formula, derivative]),
      symbols,
    );
  claims.forEach(({ at, formula, derivative }, which) => {
    const isWrong = verdicts[which].verdict === 'wrong';
    const isRightHere = isWrong && floats && Math.abs(floats[formula] - floats[derivative]) < 1e-9;
    read[at] = {
      judged: {
        outcome: isWrong ? 'wrong' : 'right',
        ...(isRightHere && { remark: 'right for these numbers, but not in general.' }),
      },
    };
  });
  return read.map(({ judged }) => judged);
}

interface Read {
  readonly judged: FormulaJudged;
  /** What is still to be judged. */
  readonly formula?: Formula;
}

function reading(written: string, reader: EntryReader): Read {
  let entry: AnsweredEntry;
  try {
    entry = reader.entry(written, 'decimal');
  } catch (error) {
    if (error instanceof BadInput) return { judged: { outcome: 'wrong', remark: error.message } };
    throw error;
  }
  if (entry.kind === 'blank') return { judged: { outcome: 'blank' } };
  if (entry.kind === 'not finite') return { judged: { outcome: 'wrong' } };
  const formula = isNumber(entry) ? number(entry.value) : entry.formula;
  return { judged: { outcome: 'wrong' }, formula };
}

const output: Tensor = { name: 'answer', shape: [], role: 'output' };

function nodeOf({ expansion, entries }: ExpectedGraph, formula: Formula): Node {
  const definition = { output, over: [], subscripts: [], body: formula };
  return expand(expansion.graph, [definition], entries)[0];
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
