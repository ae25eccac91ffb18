import { type Kernels, panelRows } from './kernels.ts';

/** The kernels in JavaScript, where no WebAssembly with vectors is to be had. */
export function plainKernels(buffer: ArrayBuffer): Kernels {
  const numbers = new Float64Array(buffer);
  const tables = new Int32Array(buffer);
  const give = (at: number, value: number, first: number): void => {
    numbers[at] = first ? value : numbers[at] + value;
  };
  return {
    pack(a, rows, count, depths, depth, factor, packed) {
      for (let k = 0; k < depth; k++) {
        const [from, to] = [a + tables[depths + k], packed + k * panelRows];
        for (let r = 0; r < panelRows; r++)
          numbers[to + r] = r < count ? factor * numbers[from + tables[rows + r]] : 0;
      }
    },
    panel(packed, depth, b, bColumns, bDepths, columns, c, cColumns, cRows, count, first) {
      for (let n = 0; n < columns; n++) {
        const [x, to] = [b + tables[bColumns + n], c + tables[cColumns + n]];
        for (let r = 0; r < count; r++) {
          let total = 0;
          for (let k = 0; k < depth; k++)
            total += numbers[packed + k * panelRows + r] * numbers[x + tables[bDepths + k]];
          give(to + tables[cRows + r], total, first);
        }
      }
    },
    combine(a, aDepths, b, bDepths, depth, factor, c, length, first) {
      for (let k = 0; k < depth; k++) {
        const scale = factor * numbers[a + tables[aDepths + k]];
        const from = b + tables[bDepths + k];
        const sets = first && k === 0 ? 1 : 0;
        for (let i = 0; i < length; i++) give(c + i, scale * numbers[from + i], sets);
      }
    },
    dot(a, b, bRows, depth, factor, c, cRows, count, first) {
      const eights = depth - (depth % 8);
      const sums = new Float64Array(8);
      for (let m = 0; m < count; m++) {
        const from = b + tables[bRows + m];
        sums.fill(0);
        for (let k = 0; k < eights; k++) sums[k % 8] += numbers[a + k] * numbers[from + k];
        const [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
        // Two lanes, each (s0 + s2) + (s4 + s6).
        let total = s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
        for (let k = eights; k < depth; k++) total += numbers[a + k] * numbers[from + k];
        give(c + tables[cRows + m], factor * total, first);
      }
    },
  };
}
