// The gradient of one filter entry by entry, as expressions: ours and nerdamer's; peers/symbolic.py says what is derived.
import nerdamer from 'nerdamer';
import 'nerdamer/Calculus.js';
import { floatValues } from '../../dist/evaluate/float-values.js';
import { gradient } from '../../dist/expr/differentiate.js';
import { expandModel } from '../../dist/model/expansion.js';
import { readModel } from '../../dist/model/read.js';

const value = (at) => (((7 * at) % 13) - 6) / 13;

/** Milliseconds from the layers to the expressions of the gradient, and the sum of their values. */
export function ours(image, filter) {
  const text = `
input: { name: I, shape: [${image}, ${image}] }
layers: [{ Conv2d: { kernel_size: ${filter}, bias: false } }, Tanh, { AvgPool2d: { kernel_size: ${image - filter + 1} } }]
loss: { MSELoss: { reduction: sum } }`;
  const model = readModel(text, 'filter.yaml');
  const started = performance.now();
  const { graph, entries, objective } = expandModel(model);
  const [I, W, y] = [model.input, model.steps[0].parameters[0], model.objective.target].map((tensor) =>
    entries.get(tensor),
  );
  const slopes = gradient(graph, objective, W, model.conventions);
  const ms = performance.now() - started;
  const values = new Map([...I, ...W, ...y].map((node, at) => [node, value(at)]));
  const numbers = floatValues(graph, slopes, (node) => values.get(node));
  return { ms, sum: slopes.reduce((sum, slope) => sum + numbers[slope], 0) };
}

/** The same by nerdamer, from text. */
export function byNerdamer(image, filter) {
  const size = image - filter + 1;
  const I = (i, j) => `i${i * image + j}`;
  const W = (m, n) => `w${m * filter + n}`;
  const started = performance.now();
  const range = (count) => Array.from({ length: count }, (_, at) => at);
  const pixels = range(size).flatMap((i) => range(size).map((j) => [i, j]));
  const weights = range(filter).flatMap((m) => range(filter).map((n) => [m, n]));
  const outputs = pixels.map(
    ([i, j]) => `tanh(${weights.map(([m, n]) => `${I(i + m, j + n)}*${W(m, n)}`).join('+')})`,
  );
  const loss = nerdamer(`((${outputs.join('+')})/${size * size}-y)^2`);
  const slopes = weights.map(([m, n]) => nerdamer.diff(loss, W(m, n)));
  const ms = performance.now() - started;
  const names = [
    ...range(image * image).map((at) => `i${at}`),
    ...range(filter * filter).map((at) => `w${at}`),
    'y',
  ];
  const values = Object.fromEntries(names.map((name, at) => [name, value(at)]));
  return { ms, sum: slopes.reduce((sum, slope) => sum + Number(slope.evaluate(values).text()), 0) };
}
