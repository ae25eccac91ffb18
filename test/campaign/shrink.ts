import type { Judge } from './judge.ts';
import { caseOf, type Net, type Said } from './net.ts';

/** A difference with the smallest net found that still shows it. */
export interface Shrunk {
  readonly net: Net;
  readonly what: string;
}

/** Takes away from a net, piece by piece, whatever it may lose while the judge still differs. */
export async function shrunk(net: Net, what: string, judge: Judge, seed: number): Promise<Shrunk> {
  const smaller = [...reductions(net)].flatMap((one) => caseOf(one, seed, false) ?? []);
  const verdicts = smaller.length === 0 ? [] : await judge.compare(smaller);
  const at = verdicts.findIndex(({ kind }) => kind === 'differs');
  const found = verdicts[at];
  return found?.kind === 'differs' ? shrunk(smaller[at].net, found.what, judge, seed) : { net, what };
}

/** Nets with one thing less, the largest steps first. */
function* reductions(net: Net): Generator<Net> {
  const { input, layers, conventions, regularize, loss, upstream, ...rest } = net;
  for (const at of layers.keys()) yield { ...net, layers: without(layers, at, input.name) };
  if (loss && Object.keys(loss)[0] !== 'Sum') yield { ...net, loss: { Sum: {} } };
  if (upstream !== undefined)
    yield { input, layers, ...rest, ...(conventions && { conventions }), loss: { Sum: {} } };
  if (regularize) yield { ...net, regularize: undefined };
  if (conventions) yield { ...net, conventions: undefined };
  if (input.batch !== undefined) yield { ...net, input: { name: input.name, shape: input.shape } };
  if ((input.batch ?? 1) > 1) yield { ...net, input: { ...input, batch: 1 } };
  for (const [at, said] of layers.entries())
    for (const smaller of simpler(said)) yield { ...net, layers: layers.with(at, smaller) };
  if (loss) for (const smaller of simpler(loss)) yield { ...net, loss: smaller };
  for (const [axis, size] of input.shape.entries())
    for (const less of new Set([1, size - 1]))
      if (less < size && less > 0) yield { ...net, input: { ...input, shape: input.shape.with(axis, less) } };
}

/** The layers without one; who took its output takes its input. */
function without(layers: readonly Said[], at: number, input: string): Said[] {
  const outputs = [input, ...layers.map((said) => String(Object.values(said)[0].output))];
  const gone = outputs[at + 1];
  const [before] = [Object.values(layers[at])[0].input ?? outputs[at]].flat();
  const renamed = (name: unknown): unknown => (name === gone ? before : name);
  return layers.toSpliced(at, 1).map((said) =>
    changed(said, (options) =>
      options.input === undefined
        ? options
        : {
            ...options,
            input: Array.isArray(options.input) ? options.input.map(renamed) : renamed(options.input),
          },
    ),
  );
}

/** With an option less, or with smaller numbers. */
function* simpler(said: Said): Generator<Said> {
  for (const [key, value] of Object.values(said).flatMap((options) => Object.entries(options))) {
    if (key === 'output') continue;
    yield changed(said, ({ [key]: _, ...options }) => options);
    for (const less of smallerValues(value)) yield changed(said, (options) => ({ ...options, [key]: less }));
  }
}

function smallerValues(value: unknown): unknown[] {
  if (typeof value === 'number' && value > 1) return [...new Set([1, Math.ceil(value) - 1])];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one, at) => smallerValues(one).map((less) => value.with(at, less)));
}

function changed(said: Said, change: (options: Said[string]) => Said[string]): Said {
  return Object.fromEntries(Object.entries(said).map(([name, options]) => [name, change(options)]));
}
