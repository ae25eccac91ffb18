// How a filter learns
//
// The loss of a network and its gradient, derived by gradsheet. Every block of code is the rule above
// it; subscripts count from 1 in the rules and from 0 in the code.

/** I (3 × 3), W (2 × 2) and y (a number) -> the outputs of the layers and the loss. */
export function forward({ I, W, y }) {
  // Conv2d: o_ij = Σ_{m,n=1..2} I_{i+m−1,j+n−1} W_mn
  const o = zeros(2, 2);
  for (let i = 0; i < 2; i++)
    for (let j = 0; j < 2; j++)
      for (let m = 0; m < 2; m++)
        for (let n = 0; n < 2; n++)
          o[i][j] += I[i + m][j + n] * W[m][n];

  // AvgPool2d: p = 1/4 Σ_{m,n=1..2} o_mn
  let total = 0;
  for (let m = 0; m < 2; m++)
    for (let n = 0; n < 2; n++)
      total += o[m][n];
  const p = total / 4;

  // Flatten: v = p
  const v = p;

  // MSELoss: L = (v − y)^2
  const L = (v - y) ** 2;

  return { o, p, v, L };
}

/** The derivatives of the loss by I, W. */
export function gradient(given) {
  const { I, W, y } = given;
  const { v } = forward(given);

  // ∂L/∂v = 2 (v − y)
  const dv = 2 * (v - y);

  // ∂L/∂p = ∂L/∂v
  const dp = dv;

  // δ_mn = ∂L/∂o_mn = 1/4 ∂L/∂p
  const delta = zeros(2, 2);
  for (let m = 0; m < 2; m++)
    for (let n = 0; n < 2; n++)
      delta[m][n] = dp / 4;

  // ∂L/∂I_kl = Σ_{m,n=1..2, 1 ≤ k − m + 1 ≤ 2, 1 ≤ l − n + 1 ≤ 2} δ_{k−m+1,l−n+1} W_mn
  const dI = zeros(3, 3);
  for (let k = 0; k < 3; k++)
    for (let l = 0; l < 3; l++)
      for (let m = Math.max(0, k - 1); m < Math.min(2, k + 1); m++)
        for (let n = Math.max(0, l - 1); n < Math.min(2, l + 1); n++)
          dI[k][l] += delta[k - m][l - n] * W[m][n];

  // ∂L/∂W_mn = Σ_{i,j=1..2} δ_ij I_{i+m−1,j+n−1}
  const dW = zeros(2, 2);
  for (let m = 0; m < 2; m++)
    for (let n = 0; n < 2; n++)
      for (let i = 0; i < 2; i++)
        for (let j = 0; j < 2; j++)
          dW[m][n] += delta[i][j] * I[i + m][j + n];

  return { dI, dW };
}

/** All numbers, as `gradsheet eval --json` prints them. */
export function evaluate(given) {
  const { o, p, v, L } = forward(given);
  const { dI, dW } = gradient(given);
  return {
    loss: { value: L, exact: null },
    outputs: {
      o: described(o, [1, 2, 2]),
      p: described(p, [1, 1, 1]),
      v: described(v, [1]),
    },
    gradients: {
      I: described(dI, [1, 3, 3]),
      W: described(dW, [1, 1, 2, 2]),
    },
  };
}

/** Lists in lists of zeros. */
function zeros(size, ...sizes) {
  return Array.from({ length: size }, () => (sizes.length === 0 ? 0 : zeros(...sizes)));
}

/** An array with all axes that it has in the model, those of size 1 too. */
function described(array, shape) {
  const nested = (entries, [size, ...sizes]) => {
    if (size === undefined) return entries[0];
    const step = entries.length / size;
    return Array.from({ length: size }, (_, at) => nested(entries.slice(at * step, (at + 1) * step), sizes));
  };
  return { shape, value: nested([array].flat(Infinity), shape), exact: null };
}

/** The numbers of the model. */
export const values = {
  I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]],
  W: [[1, -1], [0.5, 0]],
  y: 2,
};

// Run by Node, not imported.
const [, program] = globalThis.process?.argv ?? [];
if (program && decodeURIComponent(import.meta.url).endsWith(`/${program.split(/[\\/]/).pop()}`)) {
  console.log(JSON.stringify(evaluate(values), null, 2));
}
