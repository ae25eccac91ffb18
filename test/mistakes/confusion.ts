import { diagnose } from '../../src/mistakes/diagnose.ts';
import { mistakes } from '../../src/mistakes/index.ts';
import { type MistakeWay, Predictions } from '../../src/mistakes/predictions.ts';
import { differentiable } from '../../src/model/expansion.ts';
import type { Subject } from '../../src/model/subject.ts';
import { type Case, cases, fileName, modelText } from '../oracle/case.ts';
import { answered, givenNumbers, read, situationIn } from './answer-of.ts';

/** What became of one mistake over all nets. */
export interface Row {
  /** Nets in which it changes something. */
  readonly nets: Set<string>;
  made: number;
  /** Answers for which it alone is named. */
  alone: number;
  /** Which others give the same numbers, and for how many answers. */
  readonly together: Map<string, number>;
  /** Answers for which it is not among the first. */
  readonly missed: string[];
}

const nets: readonly Case[] = cases;
export const answersTried = nets.length;
const mostWays = 6;

/** What of an answer is seen: the gradients by everything, or by the first layer's weight alone. */
export type Seen = 'all' | 'first weight';

/** Makes every mistake in every net, and asks which one it was. */
export function confusion(seen: Seen): Map<string, Row> {
  const rows = new Map(
    Object.keys(mistakes).map((name): [string, Row] => [
      name,
      { nets: new Set(), made: 0, alone: 0, together: new Map(), missed: [] },
    ]),
  );
  for (const net of nets) inNet(net, seen, rows);
  for (const [name, { made }] of rows) if (made === 0) rows.delete(name);
  return rows;
}

function inNet(net: Case, seen: Seen, rows: Map<string, Row>): void {
  const model = read(modelText(net), `${net.id}.json`);
  const values = givenNumbers(model);
  const situation = situationIn(model);
  const predictions = new Predictions(situation);
  const pytorch = new Map(Object.entries(net.grads).map(([name, array]) => [fileName(name), array]));
  const tensors = differentiable(model).filter(({ role }) => seen === 'all' || role === 'weight');
  const subjects = tensors
    .slice(0, seen === 'all' ? undefined : 1)
    .map((tensor): Subject => ({ kind: 'gradient', tensor }));
  for (const mistake of Object.values(mistakes)) {
    const row = rows.get(mistake.name);
    const ways = predictions.ways.filter((made) => made.mistake === mistake);
    let left = mostWays;
    for (const made of ways) {
      if (left === 0 || !row) break;
      const arrays = subjects.map((subject) => answeredBy(made, subject));
      if (arrays.every(({ wrong }) => wrong.length === 0)) continue;
      left--;
      row.nets.add(net.id);
      row.made++;
      const { diagnoses } = diagnose({ model, values, answered: arrays }, predictions);
      const first = diagnoses.filter(({ rank }) => rank === 0);
      const names = first.map((one) => one.mistakes.map(({ mistake: { name } }) => name).join(' and '));
      if (!names.includes(mistake.name) || !first[0].whole) row.missed.push(`${net.id}, ${made.way.what}`);
      else if (names.length === 1) row.alone++;
      for (const name of names)
        if (name !== mistake.name) row.together.set(name, (row.together.get(name) ?? 0) + 1);
    }
  }

  /** PyTorch's gradient, or what the mistake makes of it. */
  function answeredBy(made: MistakeWay, subject: Subject) {
    const { tensor } = subject;
    const theirs = Float64Array.from(pytorch.get(tensor.name)?.data ?? []);
    const array = predictions.answer(made, subject);
    const ours = array && answered(situation, subject, array.numbers, array.shape);
    return ours && ours.wrong.length > 0 ? ours : answered(situation, subject, theirs);
  }
}
