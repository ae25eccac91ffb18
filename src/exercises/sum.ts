import { stageNames } from '../document/derivation/stage-names.ts';
import { paragraph } from '../document/prose.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Backward } from '../model/stage.ts';
import { plus, sym, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import { subscripts } from './array-fields.ts';
import { chosen, type Exercise } from './exercise.ts';
import type { Field, Question } from './question.ts';
import { shortNames } from './short-names.ts';

/** Longer sums are tedious, shorter ones are no sums. */
const terms = { least: 2, most: 9 };

const blank: Notation = { kind: 'words', text: '_____' };

/** Complete the sum for one weight: which entry of the input stands beside each delta. */
export const sum: Exercise = {
  name: 'sum',
  summary: 'complete the sum for the derivative by one weight',
  questions: ({ setting, parts, draw }) =>
    setting.wrt.flatMap((tensor): Question[] => {
      if (tensor.role !== 'weight') return [];
      const stage = analysisOf(setting.model).backward(tensor);
      const sums = Array.from(stage.gradient, (node, place) => ({
        place,
        pairs: pairsOf(stage, node),
      })).filter(({ pairs }) => pairs && pairs.length >= terms.least && pairs.length <= terms.most);
      if (sums.length === 0) return [];
      // Padding takes terms from some of them: everybody gets one of the longest, and can reach as many points.
      const most = Math.max(...sums.map(({ pairs = [] }) => pairs.length));
      const longest = sums.filter(({ pairs = [] }) => pairs.length === most);
      const { place, pairs = [] } = longest[chosen(draw, longest.length)];
      const { names } = setting;
      const name = stageNames(stage, names);
      const written = (node: Node): Notation => name(node) ?? sym('?');
      const left = names.cotangentEntry(tensor, place);
      return [
        {
          exercise: 'sum',
          inAsk: true,
          key: `sum-${tensor.name}`,
          title: ['A sum over all windows'],
          ask: [
            paragraph('Complete the sum', ...shortNames(names, arrivingAt(stage, pairs)), ':'),
            {
              kind: 'equation',
              lines: [
                {
                  left,
                  steps: [
                    {
                      relation: '=',
                      right: plus(pairs.map(({ arriving }) => times([written(arriving), blank]))),
                    },
                  ],
                },
              ],
            },
          ],
          fields: pairs.map(
            ({ arriving, entry }, at): Field => ({
              name: `sum${subscripts(tensor, place)}.${at + 1}`,
              short: `sum.${at + 1}`,
              label: written(arriving),
              points: 1,
              answer: { kind: 'formula', notation: written(entry), text: text(written(entry)) },
            }),
          ),
          hint: [
            'In each window the weight was multiplied by one entry: that entry stands beside what arrives at the output of the window.',
          ],
          difficulty: 2,
          space: 1.5,
          solution: [
            ...parts({ kind: 'law', tensor: tensor.name }),
            ...onlyLine(parts({ kind: 'values.backward', tensor: tensor.name }), place),
          ],
        },
      ];
    }),
};

/** The factors of each term, what arrives first; undefined where the sum is not made of such products. */
function pairsOf({ graph, cotangents }: Backward, node: Node): { arriving: Node; entry: Node }[] | undefined {
  if (graph.kind(node) !== Kind.Sum) return undefined;
  const above = new Set([...cotangents.values()].flatMap((nodes) => Array.from(nodes)));
  const pairs = argumentsOf(graph, node).map((term) => {
    const factors = graph.kind(term) === Kind.Product ? argumentsOf(graph, term) : [];
    const [arriving] = factors.filter((factor) => above.has(factor));
    const others = factors.filter((factor) => factor !== arriving && graph.kind(factor) === Kind.Symbol);
    return factors.length === 2 && arriving !== undefined && others.length === 1
      ? [{ arriving, entry: others[0] }]
      : undefined;
  });
  if (pairs.includes(undefined)) return undefined;
  return pairs.flatMap((pair) => pair ?? []).toSorted((a, b) => a.arriving - b.arriving);
}

/** The outputs at which these factors arrive. */
function arrivingAt({ cotangents }: Backward, pairs: readonly { arriving: Node }[]): Tensor[] {
  const used = new Set(pairs.map(({ arriving }) => arriving));
  return [...cotangents].flatMap(([output, nodes]) => (nodes.some((node) => used.has(node)) ? [output] : []));
}

function argumentsOf(graph: Graph, node: Node): Node[] {
  return Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
}

/** Of lines for all entries the one of this entry, where all are there. */
function onlyLine(blocks: ReturnType<Parameters<Exercise['questions']>[0]['parts']>, place: number) {
  return blocks.map((block) =>
    block.kind === 'equation' && block.lines.length > place
      ? { ...block, lines: [block.lines[place]] }
      : block,
  );
}
