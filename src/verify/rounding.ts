import type { Precision } from '../answers/answer.ts';
import { OneKind } from '../engine/algebra/one-kind.ts';
import {
  coin,
  type FloatingPoint,
  type Round,
  randomRounding,
  rounded as roundedNumbers,
} from '../engine/algebra/rounded.ts';
import { ProgramIn } from '../engine/program-in.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { givenFloats } from '../evaluate/symbols.ts';
import type { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import type { Tensor } from '../index/tensor.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { randomlyRounded } from './random-rounding.ts';

const arithmetics: Readonly<Record<Precision, FloatingPoint>> = {
  float64: { unit: 2 ** -53, nearest: (value) => value },
  float32: { unit: 2 ** -24, nearest: Math.fround },
  float16: { unit: 2 ** -11, nearest: (value) => withBits(value, 11) },
  bfloat16: { unit: 2 ** -8, nearest: (value) => withBits(value, 8) },
};

/** So many runs, and this many times the largest distance among them, which other orders of the same sums stay within. */
const runCount = 8;
const margin = 4;

/** The wanted values in an arithmetic, as often as it is called, each run rounded otherwise. */
type Runs = (round: Round) => (found: (node: Node, value: number) => void) => void;

/**
 * How far a derivative computed in some arithmetic may be from the exact one, for each of the wanted nodes: from the
 * spread of results with random rounding, worked out once for each arithmetic that is asked for.
 */
export function roundingOf(
  graph: Graph,
  wanted: readonly Node[],
  symbols: (node: Node) => number,
  runs: Runs = byGraph(graph, wanted, symbols),
): (precision: Precision, node: Node) => number {
  const spreads = new Map<Precision, Float64Array>();
  let values: Float64Array | undefined;
  return (precision, node) => {
    values ??= floatValues(graph, wanted, symbols);
    const arithmetic = arithmetics[precision];
    let spread = spreads.get(precision);
    if (!spread) {
      spread = spreadOf(values, runs(randomRounding(arithmetic, coin(11))));
      spreads.set(precision, spread);
    }
    return margin * spread[node] + 2 * arithmetic.unit * Math.abs(values[node]);
  };
}

/** Runs over the graph, in which formulas of an answer may be. */
export function byGraph(graph: Graph, wanted: readonly Node[], symbols: (node: Node) => number): Runs {
  return (round) => (found) => {
    const rounded = randomlyRounded(graph, wanted, symbols, round);
    for (const node of wanted) found(node, rounded[node]);
  };
}

/** Runs of the program that makes the gradients of a model by these tensors; an entry of theirs has the node of its place. */
export function byProgram(
  model: Model,
  gradients: readonly { readonly by: Tensor; readonly nodes: Int32Array }[],
): Runs {
  return (round) => {
    const program = analysisOf(model).program(gradients.map(({ by }) => by));
    const given = givenFloats(model);
    const tensors = givenTensors(model);
    const rounded = new ProgramIn(program, new OneKind(roundedNumbers(round)));
    return (found) => {
      for (const [at, { array }] of program.given.entries())
        rounded.write(array, given.get(tensors[at]) ?? []);
      rounded.run();
      for (const [at, { nodes }] of gradients.entries()) {
        const values = rounded.read(program.gradients[at].array);
        nodes.forEach((node, place) => {
          found(node, values[place]);
        });
      }
    };
  };
}

/** The largest distance of a run from the value itself. */
function spreadOf(
  values: Float64Array,
  run: (found: (node: Node, value: number) => void) => void,
): Float64Array {
  const spread = new Float64Array(values.length);
  for (let done = 0; done < runCount; done++) {
    run((node, value) => {
      const distance = Math.abs(value - values[node]);
      if (distance > spread[node]) spread[node] = distance;
    });
  }
  return spread;
}

/** The nearest number with so many binary digits. */
function withBits(value: number, bits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const scale = 2 ** (bits - 1 - Math.floor(Math.log2(Math.abs(value))));
  return Math.round(value * scale) / scale;
}
