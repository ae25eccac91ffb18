/**
 * A net differentiated by hand, in plain loops that share nothing with the engine, by somebody who may make a slip:
 * image 2 × 5 × 5, convolution with 2 filters 2 × 2, ReLU, pooling of 2 × 2, two dense layers, mean squared error.
 */

/** What may go wrong. */
export type Slip =
  | 'loss negated'
  | 'square without its 2'
  | 'mean forgotten'
  | 'pooling as a sum'
  | 'pooling divided twice'
  | 'every cell of the window'
  | 'first cell of the window'
  | 'no mask'
  | 'mask of the gradient'
  | 'first window only'
  | 'overwritten'
  | 'bias from the first window'
  | 'bias averaged'
  | 'filter gradient turned'
  | 'filter not flipped'
  | 'filter gradient transposed'
  | 'dense gradient transposed'
  | 'W for its transpose'
  | 'channels of the gradient exchanged'
  | 'folded with channels last'
  | 'stride 2 on the way back'
  | 'padding 1 on the way back'
  | 'W stepped too early';

type Matrix = number[][];
type Image = number[][][];

export interface Net {
  readonly I: Image;
  readonly F: Image[];
  readonly b: number[];
  readonly V: Matrix;
  readonly c: number[];
  readonly W: Matrix;
  readonly d: number[];
  readonly y: number[];
}

export interface Gradients {
  readonly I: Image;
  readonly F: Image[];
  readonly b: number[];
  readonly V: Matrix;
  readonly c: number[];
  readonly W: Matrix;
  readonly d: number[];
}

/** Quarters without order, so that nothing ties and nothing is the same by chance. */
export function someNet(): Net {
  let state = 7;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 33) / 4 - 4;
  };
  const row = (n: number): number[] => Array.from({ length: n }, next);
  const matrix = (m: number, n: number): Matrix => Array.from({ length: m }, () => row(n));
  const image = (k: number, m: number, n: number): Image => Array.from({ length: k }, () => matrix(m, n));
  return {
    I: image(2, 5, 5),
    F: [image(2, 2, 2), image(2, 2, 2)],
    b: row(2),
    V: matrix(2, 8),
    c: row(2),
    W: matrix(2, 2),
    d: row(2),
    y: row(2),
  };
}

const two = [0, 1];
const four = [0, 1, 2, 3];

export function gradientsBy(net: Net, pooling: 'average' | 'maximum', ...slips: readonly Slip[]): Gradients {
  const made = new Set(slips);
  const { I, F, b, V, c, W, d, y } = net;
  const at = (f: number, i: number, j: number): number => {
    let o = b[f];
    for (const k of two) for (const m of two) for (const n of two) o += F[f][k][m][n] * I[k][i + m][j + n];
    return o;
  };
  const o = two.map((f) => four.map((i) => four.map((j) => at(f, i, j))));
  const a = o.map((map) => map.map((row) => row.map((x) => Math.max(0, x))));
  const cells = (f: number, i: number, j: number): number[] =>
    two.flatMap((m) => two.map((n) => a[f][2 * i + m][2 * j + n]));
  const p = two.map((f) =>
    two.map((i) =>
      two.map((j) =>
        pooling === 'average'
          ? cells(f, i, j).reduce((total, x) => total + x) / 4
          : Math.max(...cells(f, i, j)),
      ),
    ),
  );
  const v = p.flat(2);
  const dense = (M: Matrix, x: number[], bias: number[]): number[] =>
    M.map((row, i) => row.reduce((total, w, j) => total + w * x[j], bias[i]));
  const h = dense(V, v, c);
  const q = dense(W, h, d);

  const square = made.has('square without its 2') ? 1 : 2;
  const mean = made.has('mean forgotten') ? 1 : 2;
  const dq = q.map((x, i) => ((made.has('loss negated') ? -1 : 1) * square * (x - y[i])) / mean);
  const outer = (up: number[], x: number[]): Matrix => up.map((u) => x.map((one) => u * one));
  let dW = outer(dq, h);
  const passed = made.has('W stepped too early')
    ? W.map((row, i) => row.map((w, j) => w - 0.1 * dW[i][j]))
    : W;
  const dh = two.map((j) =>
    two.reduce(
      (total, i) => total + (made.has('W for its transpose') ? passed[j][i] : passed[i][j]) * dq[i],
      0,
    ),
  );
  const dV = outer(dh, v);
  const dv = v.map((_, j) => two.reduce((total, i) => total + V[i][j] * dh[i], 0));
  if (made.has('dense gradient transposed')) dW = [0, 1].map((i) => [0, 1].map((j) => outer(dq, h)[j][i]));
  const dp = two.map((f) =>
    two.map((i) =>
      two.map((j) => dv[made.has('folded with channels last') ? i * 4 + j * 2 + f : f * 4 + i * 2 + j]),
    ),
  );
  const share = (f: number, i: number, j: number): number => {
    const window = cells(f, Math.floor(i / 2), Math.floor(j / 2));
    const cell = (i % 2) * 2 + (j % 2);
    if (pooling === 'average')
      return made.has('pooling as a sum') ? 1 : made.has('pooling divided twice') ? 1 / 16 : 1 / 4;
    if (made.has('every cell of the window')) return 1;
    if (made.has('first cell of the window')) return cell === 0 ? 1 : 0;
    return window.indexOf(Math.max(...window)) === cell ? 1 : 0;
  };
  const da = two.map((f) =>
    four.map((i) => four.map((j) => share(f, i, j) * dp[f][Math.floor(i / 2)][Math.floor(j / 2)])),
  );
  const open = (f: number, i: number, j: number): boolean =>
    made.has('no mask') || (made.has('mask of the gradient') ? da[f][i][j] > 0 : o[f][i][j] > 0);
  const delta = two.map((f) => four.map((i) => four.map((j) => (open(f, i, j) ? da[f][i][j] : 0))));

  const stride = made.has('stride 2 on the way back') ? 2 : 1;
  const shift = made.has('padding 1 on the way back') ? 1 : 0;
  const dF = F.map((filter) => filter.map((channel) => channel.map((row) => row.map(() => 0))));
  const dI = I.map((channel) => channel.map((row) => row.map(() => 0)));
  for (const f of two)
    for (const k of two)
      for (const i of four)
        for (const j of four)
          for (const m of two)
            for (const n of two) {
              const [r, s] = [stride * i + m - shift, stride * j + n - shift];
              if (r < 0 || s < 0 || r > 4 || s > 4) continue;
              const counts = !made.has('first window only') || (i === 0 && j === 0);
              if (counts) {
                const [g, l] = made.has('channels of the gradient exchanged') ? [k, f] : [f, k];
                const turned = made.has('filter gradient turned') ? [1 - m, 1 - n] : [m, n];
                const [mm, nn] = made.has('filter gradient transposed') ? [n, m] : turned;
                dF[g][l][mm][nn] += delta[f][i][j] * I[k][r][s];
              }
              const weight = made.has('filter not flipped') ? F[f][k][1 - m][1 - n] : F[f][k][m][n];
              dI[k][r][s] += delta[f][i][j] * weight;
            }
  if (made.has('overwritten'))
    for (const k of two)
      for (const i of four)
        for (const j of four)
          for (const m of two)
            for (const n of two)
              dI[k][i + m][j + n] = delta[0][i][j] * F[0][k][m][n] + delta[1][i][j] * F[1][k][m][n];
  const total = (f: number): number => delta[f].flat().reduce((sum, one) => sum + one, 0);
  const db = two.map((f) =>
    made.has('bias from the first window')
      ? delta[f][0][0]
      : made.has('bias averaged')
        ? total(f) / 16
        : total(f),
  );
  return { I: dI, F: dF, b: db, V: dV, c: dh, W: dW, d: dq };
}
