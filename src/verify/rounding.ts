import type { Precision } from '../answers/answer.ts';
import { floatValues } from '../evaluate/float-values.ts';
import type { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { type FloatingPoint, randomlyRounded } from './random-rounding.ts';

const arithmetics: Readonly<Record<Precision, FloatingPoint>> = {
  float64: { unit: 2 ** -53, nearest: (value) => value },
  float32: { unit: 2 ** -24, nearest: Math.fround },
  float16: { unit: 2 ** -11, nearest: (value) => withBits(value, 11) },
  bfloat16: { unit: 2 ** -8, nearest: (value) => withBits(value, 8) },
};

/** So many runs, and this many times the largest distance among them, which other orders of the same sums stay within. */
const runs = 8;
const margin = 4;

/**
 * How far a derivative computed in some arithmetic may be from the exact one, for each of the wanted nodes: from the
 * spread of results with random rounding, worked out once for each arithmetic that is asked for.
 */
export function roundingOf(
  graph: Graph,
  wanted: readonly Node[],
  symbols: (node: Node) => number,
): (precision: Precision, node: Node) => number {
  const spreads = new Map<Precision, Float64Array>();
  let values: Float64Array | undefined;
  return (precision, node) => {
    values ??= floatValues(graph, wanted, symbols);
    const arithmetic = arithmetics[precision];
    let spread = spreads.get(precision);
    if (!spread) {
      spread = spreadOf(graph, wanted, symbols, values, arithmetic);
      spreads.set(precision, spread);
    }
    return margin * spread[node] + 2 * arithmetic.unit * Math.abs(values[node]);
  };
}

/** The largest distance of a run from the value itself. */
function spreadOf(
  graph: Graph,
  wanted: readonly Node[],
  symbols: (node: Node) => number,
  values: Float64Array,
  arithmetic: FloatingPoint,
): Float64Array {
  const spread = new Float64Array(values.length);
  const isUp = coin(11);
  for (let run = 0; run < runs; run++) {
    const rounded = randomlyRounded(graph, wanted, symbols, arithmetic, isUp);
    for (const node of wanted) {
      const distance = Math.abs(rounded[node] - values[node]);
      if (distance > spread[node]) spread[node] = distance;
    }
  }
  return spread;
}

/** Heads or tails from a seed, 32 from each step of xorshift32 (Marsaglia 2003, "Xorshift RNGs"): millions are thrown. */
function coin(seed: number): () => boolean {
  let state = seed;
  let left = 0;
  let bits = 0;
  return () => {
    if (left === 0) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      [bits, left] = [state, 32];
    }
    const isHead = (bits & 1) === 1;
    bits >>>= 1;
    left--;
    return isHead;
  };
}

/** The nearest number with so many binary digits. */
function withBits(value: number, bits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const scale = 2 ** (bits - 1 - Math.floor(Math.log2(Math.abs(value))));
  return Math.round(value * scale) / scale;
}
