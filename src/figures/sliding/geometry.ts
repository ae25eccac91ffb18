import Fraction from 'fraction.js';
import type { Affine } from '../../index/affine.ts';
import {
  type Definition,
  type Entry,
  type Formula,
  isReduction,
  type Range,
  type Reduction,
  subformulas,
} from '../../index/formula.ts';
import { position, type Tensor } from '../../index/tensor.ts';
import type { Step } from '../../model/model.ts';

/**
 * A window over rows and columns, as the formula of a layer says it: of the first sample, of its first channels. A
 * sequence is a single row.
 */
export interface Sliding {
  readonly step: Step;
  readonly input: Tensor;
  /** The filter whose entries meet those of the window; undefined for a pooling. */
  readonly filter: Tensor | undefined;
  readonly takes: 'sum' | 'max';
  readonly rows: Along;
  readonly columns: Along;
  /** What each entry of a sum is multiplied with besides the filter: 1/4 of an average; undefined where it differs. */
  readonly factor: Fraction | undefined;
  /** How many channels a window takes together. */
  readonly channels: number;
  /** Row-major positions in the arrays, by row and column, of the first channel or another. */
  inputPlace(row: number, column: number, channel?: number): number;
  outputPlace(row: number, column: number): number;
  filterPlace(row: number, column: number, channel?: number): number;
}

/** The window along one axis: place m of position i is over entry stride * i + dilation * m - before. */
export interface Along {
  /** Entries of the input, positions of the window, entries of the window. */
  readonly size: number;
  readonly positions: number;
  readonly window: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

export function under({ stride, dilation, before }: Along, at: number, within: number): number {
  return stride * at + dilation * within - before;
}

/** First and last entry of the input, or of what pads it, that windows may be over: of all, or of the first positions. */
export function reached(along: Along, positions = along.positions): { first: number; last: number } {
  return {
    first: -along.before,
    last: under(along, positions - 1, along.window - 1),
  };
}

export function isInside({ size }: Along, at: number): boolean {
  return at >= 0 && at < size;
}

/** The window of a step; undefined for a step without one over one or two axes. */
export function slidingOf(step: Step): Sliding | undefined {
  if (step.definitions.length > 1 || step.inner) return undefined;
  const [definition] = step.definitions;
  for (const part of subformulas(definition.body)) {
    if (!isReduction(part) || part.kind === 'logsumexp') continue;
    const entries = [...subformulas(part.body)].filter((inner) => inner.kind === 'entry');
    const over = entries.find(({ tensor }) => step.inputs.includes(tensor));
    if (!over) continue;
    const found = slidingOver(step, definition, part, over, entries);
    if (found) return found;
  }
  return undefined;
}

function slidingOver(
  step: Step,
  definition: Definition,
  reduction: Reduction,
  over: Entry,
  entries: readonly Entry[],
): Sliding | undefined {
  const moving = over.subscripts.flatMap((form, axis) => {
    const along = alongOf(form, definition.over, reduction.over, over.tensor.shape[axis]);
    return along ? [{ ...along, axis }] : [];
  });
  if (moving.length === 0 || moving.length > 2) return undefined;
  const columns = moving[moving.length - 1];
  const rows = moving.length === 2 ? moving[0] : { ...singleAxis, outer: '', inner: '', axis: -1 };
  const channel = reduction.over.find(({ letter }) => letter !== rows.inner && letter !== columns.inner);
  const { input, filter } = {
    input: over.tensor,
    filter: entries.find(({ tensor }) => tensor !== over.tensor),
  };
  const placed = ({ tensor, subscripts }: Entry, letters: readonly [string, number][]): number =>
    position(
      tensor.shape,
      subscripts.map((form) => valueAt(form, new Map(letters))),
    );
  return {
    step,
    input,
    filter: filter?.tensor,
    takes: reduction.kind === 'max' ? 'max' : 'sum',
    rows,
    columns,
    factor: factorOf(definition.body, reduction),
    channels: channel?.size ?? 1,
    inputPlace: (row, column, of = 0) => {
      const index = over.subscripts.map((form) => valueAt(form, new Map([[channel?.letter ?? '', of]])));
      if (rows.axis >= 0) index[rows.axis] = row;
      index[columns.axis] = column;
      return position(input.shape, index);
    },
    outputPlace: (row, column) =>
      placed({ kind: 'entry', tensor: definition.output, subscripts: definition.subscripts }, [
        [rows.outer, row],
        [columns.outer, column],
      ]),
    filterPlace: (row, column, of = 0) =>
      filter
        ? placed(filter, [
            [rows.inner, row],
            [columns.inner, column],
            [channel?.letter ?? '', of],
          ])
        : 0,
  };
}

const unit = new Fraction(1);

/** A sequence has one row, over which a window of one row stands still. */
const singleAxis: Along = { size: 1, positions: 1, window: 1, stride: 1, dilation: 1, before: 0 };

/** s i + d m - p, where i is a letter of the output and m one of the window. */
function alongOf(
  { constant, terms }: Affine,
  outputs: readonly Range[],
  window: readonly Range[],
  size: number,
): (Along & { outer: string; inner: string }) | undefined {
  if (terms.length !== 2) return undefined;
  const of = (ranges: readonly Range[]) =>
    terms.flatMap(({ letter, coefficient }) => {
      const range = ranges.find((candidate) => candidate.letter === letter);
      return range ? [{ range, coefficient }] : [];
    });
  const [[outer], [inner]] = [of(outputs), of(window)];
  if (!outer || !inner || outer.coefficient < 1 || inner.coefficient < 1) return undefined;
  return {
    outer: outer.range.letter,
    inner: inner.range.letter,
    size,
    positions: outer.range.size,
    window: inner.range.size,
    stride: outer.coefficient,
    dilation: inner.coefficient,
    before: -constant,
  };
}

function valueAt({ constant, terms }: Affine, letters: ReadonlyMap<string, number>): number {
  return terms.reduce(
    (sum, { letter, coefficient }) => sum + coefficient * (letters.get(letter) ?? 0),
    constant,
  );
}

/** The numbers that a formula multiplies its reduction with; undefined where it does something else with it. */
function factorOf(body: Formula, reduction: Reduction): Fraction | undefined {
  if (body === reduction) return unit;
  if (body.kind === 'add') {
    const within = body.terms.find((term) => [...subformulas(term)].includes(reduction));
    return within && factorOf(within, reduction);
  }
  if (body.kind !== 'multiply' || !body.factors.includes(reduction)) return undefined;
  const others = body.factors.filter((factor) => factor !== reduction);
  return others.reduce<Fraction | undefined>(
    (product, factor) => (factor.kind === 'number' ? product?.mul(factor.value) : undefined),
    unit,
  );
}
