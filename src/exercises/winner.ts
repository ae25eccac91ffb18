import { ofQuantity } from '../document/numbers.ts';
import { math, paragraph } from '../document/prose.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { toFloat } from '../evaluate/quantity.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import { compare } from '../notation/build.ts';
import { asked, named, subscripts } from './array-fields.ts';
import { chosen, type Exercise } from './exercise.ts';
import type { Field, Question } from './question.ts';
import { shortNames } from './short-names.ts';

/** Which entry wins a window, and what it and the others get. */
export const winner: Exercise = {
  name: 'winner',
  summary: 'say which entry wins a max window and what each entry gets',
  questions: ({ setting, numbers, parts, draw }) =>
    setting.model.steps.flatMap(({ inputs: [input], output: pooled }): Question[] => {
      const { graph, made, symbols } = analysisOf(setting.model).forward(pooled);
      const entries = input && symbols.get(input);
      if (!entries || !setting.flowing.has(input)) return [];
      const placeOf = new Map(Array.from(entries, (entry, at) => [entry, at]));
      const windows = Array.from(made, (node, place) => ({ node, place }))
        .filter(({ node }) => graph.kind(node) === Kind.Max)
        .map(({ node, place }) => ({ place, entries: entriesBelow(graph, node, placeOf) }));
      if (windows.length === 0) return [];
      const arriving = numbers.gradient(pooled);
      const possible = worthAsking(windows, ({ place }) => toFloat(arriving[place]) !== 0);
      const { entries: windowEntries, place } = possible[chosen(draw, possible.length)];
      const values = numbers.value(input);
      const slopes = numbers.gradient(input);
      const { names } = setting;
      const best = windowEntries.reduce(
        (most, at) => (toFloat(values[at]) > toFloat(values[most]) ? at : most),
        windowEntries[0],
      );
      const output = names.entry(pooled, place);
      return [
        {
          exercise: 'winner',
          key: `winner-${pooled.name}`,
          title: ['The winner of a window'],
          ask: [
            paragraph(
              'Look at the window of ',
              math(output),
              '. Which entry wins, and what is the derivative of the loss by each entry of the window',
              ...shortNames(names, [input]),
              '?',
            ),
          ],
          fields: [
            {
              ...named('winner', subscripts(pooled, place)),
              label: compare(output, '=', { kind: 'words', text: 'the value of' }),
              points: 1,
              answer: {
                kind: 'choice',
                options: windowEntries.map((at) => [math(names.entry(input, at))]),
                right: windowEntries.indexOf(best),
              },
            },
            ...windowEntries.map(
              (at): Field => ({
                ...asked({ kind: 'gradient', tensor: input, place: at }, slopes[at]),
                label: names.cotangentEntry(input, at),
                points: 1,
              }),
            ),
          ],
          window: { kind: 'value', tensor: pooled, place },
          hint: ['A maximum hands everything to its winner and nothing to the others.'],
          difficulty: 2,
          space: 2,
          solution: [
            paragraph(
              math(compare(output, '=', names.entry(input, best))),
              ' = ',
              math(ofQuantity(values[best])),
              ' is the largest; it gets all that arrives, the others get 0.',
            ),
            ...parts({ kind: 'values.backward', tensor: input.name }),
          ],
        },
      ];
    }),
};

interface Window {
  readonly place: number;
  /** Places of its entries in the input. */
  readonly entries: readonly number[];
}

function entriesBelow(graph: Graph, node: Node, placeOf: ReadonlyMap<Node, number>): number[] {
  return Array.from(
    graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)),
    (candidate) => placeOf.get(candidate),
  ).filter((at) => at !== undefined);
}

/** Windows that padding does not cut, so that everybody has as many entries; of these, where there are some, those that get something. */
function worthAsking(
  windows: readonly Window[],
  getsSomething: (window: Window) => boolean,
): readonly Window[] {
  const most = Math.max(...windows.map(({ entries }) => entries.length));
  const whole = windows.filter(({ entries }) => entries.length === most);
  const moving = whole.filter(getsSomething);
  return moving.length > 0 ? moving : whole;
}
