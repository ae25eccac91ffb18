import { BadInput } from '../../src/bad-input.ts';
import { entryCount, type Shape } from '../../src/index/tensor.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { type Draw, drawn } from './draw.ts';
import { layerOptions } from './layer-options.ts';
import { lossOptions } from './loss-options.ts';
import { type Case, caseOf, type Net, read, type Said } from './net.ts';

/** Larger arrays tell nothing new and take longer. */
const mostEntries = 100;

/** Layers that see whole images, so that [H, W] is one for them. */
const onImages =
  /^(Adaptive(Avg|Max)Pool2d|AvgPool2d|MaxPool2d|Conv2d|ConvTranspose2d|LPPool2d|ReLU|Tanh|Sigmoid|ELU)$/;

const joining = Object.values(layers)
  .filter(({ joins }) => joins)
  .map(({ name }) => name);
const single = Object.keys(layers).filter((name) => !joining.includes(name));

/** A net with values, drawn from the seed alone; undefined where its numbers are of no use. */
export function drawCase(seed: number): Case | undefined {
  return drawn(seed, (draw) => {
    const net = withObjective(withLayers(start(draw), draw), draw);
    return caseOf(net, seed, draw.chance(25));
  });
}

/** A net without an objective yet. */
interface Start {
  readonly net: Net;
  /** Names of the layers that may come. */
  readonly names: readonly string[];
  readonly shape: Shape;
}

function start(draw: Draw): Start {
  const size = (least: number, most: number): number => draw.whole(least, most);
  const kind = draw.pick([
    'vector',
    'vector',
    'sequence',
    'sequence',
    'image',
    'image',
    'volume',
    'one channel',
  ]);
  const shape =
    kind === 'vector'
      ? [size(1, 5)]
      : kind === 'sequence'
        ? [size(1, 3), size(1, 6)]
        : kind === 'volume'
          ? [size(1, 2), size(1, 3), size(1, 3), size(1, 3)]
          : [...(kind === 'image' ? [size(1, 3)] : []), size(1, 5), size(1, 5)];
  const net: Net = {
    input: { name: 'I', shape, ...(draw.chance(35) && { batch: size(1, 3) }) },
    layers: [],
    ...(draw.chance(25) && {
      conventions: { ties: draw.pick(['first', 'last', 'split']), kink: draw.pick([0, 1, '1/2']) },
    }),
  };
  return {
    net,
    names: kind === 'one channel' ? single.filter((name) => onImages.test(name)) : single,
    shape,
  };
}

function withLayers({ net, names, shape }: Start, draw: Draw): Net {
  let made = net;
  let sample = shape;
  const count = draw.whole(1, 4);
  for (let tries = 0; made.layers.length < count && tries < 60; tries++) {
    const longer = draw.chance(20)
      ? branched(made, names, sample, draw)
      : followed(made, names, sample, draw);
    const arrives = longer && shapeAfter(longer);
    if (!longer || !arrives) continue;
    made = longer;
    sample = arrives;
  }
  return made;
}

function followed(net: Net, names: readonly string[], shape: Shape, draw: Draw): Net {
  const at = net.layers.length + 1;
  return { ...net, layers: [...net.layers, layerSaid(draw.pick(names), at, shape, draw)] };
}

/** Two layers side by side, or one around which its input goes, and a layer that joins both. */
function branched(net: Net, names: readonly string[], shape: Shape, draw: Draw): Net | undefined {
  const [before] = net.layers.slice(-1).flatMap((said) => Object.values(said));
  const from = String(before?.output ?? net.input.name);
  const at = net.layers.length + 1;
  const first = layerSaid(draw.pick(names), at, shape, draw);
  const second = draw.chance(50) ? layerSaid(draw.pick(names), at + 1, shape, draw) : undefined;
  const input = [`h${at}`, second ? `h${at + 1}` : from];
  const join = draw.pick([...joining, 'Expression']);
  const output = `h${at + input.length - (second ? 0 : 1)}`;
  const joined: Said =
    join === 'Expression'
      ? { Expression: { formula: `${input[0]} * ${input[1]} + ${input[0]}`, input, output } }
      : { [join]: { ...layerOptions[join](draw, shape), input, output } };
  return {
    ...net,
    layers: [...net.layers, withInput(first, from), ...(second ? [withInput(second, from)] : []), joined],
  };
}

function withInput(said: Said, input: string): Said {
  return Object.fromEntries(Object.entries(said).map(([name, options]) => [name, { ...options, input }]));
}

/** A layer with names of its own for all of its arrays. */
function layerSaid(name: string, at: number, shape: Shape, draw: Draw): Said {
  const options = layerOptions[name](draw, shape);
  return { [name]: { ...options, ...namesOf(name, options, at), output: `h${at}` } };
}

function namesOf(name: string, options: Said[string], at: number): Said[string] {
  if (/^(Conv|Linear)/.test(name))
    return { weight: `W${at}`, ...(options.bias !== false && { bias: `b${at}` }) };
  if (name === 'PReLU') return { weight: `w${at}` };
  if (name === 'Dropout') return options.training === false ? {} : { mask: `M${at}` };
  if (!/Norm/.test(name)) return {};
  const scales = options.affine !== false && options.elementwise_affine !== false;
  return {
    ...(scales && { weight: `g${at}`, bias: `s${at}` }),
    ...(options.training === false && { running_mean: `mean${at}`, running_var: `variance${at}` }),
  };
}

/** The shape of a sample behind the last layer, if all that it has fits together and is small. */
function shapeAfter(net: Net): Shape | undefined {
  try {
    const { steps, batch } = read({ ...net, loss: { Sum: {} } });
    if (steps.some(({ output }) => entryCount(output.shape) > mostEntries)) return undefined;
    const { shape } = steps[steps.length - 1].output;
    return batch === undefined ? shape : shape.slice(1);
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

function withObjective(net: Net, draw: Draw): Net {
  if (net.layers.length === 0 || draw.chance(15)) return { ...net, upstream: 'delta' };
  for (;;) {
    const name = draw.pick(Object.keys(losses));
    // Logarithms are taken of probabilities.
    const last = name === 'BCELoss' ? [{ Sigmoid: { output: `h${net.layers.length + 1}` } }] : [];
    const made: Net = {
      ...net,
      layers: [...net.layers, ...last],
      loss: { [name]: lossOptions[name](draw) },
      ...(draw.chance(15) && { regularize: { l2: 0.125 } }),
    };
    const shape = shapeAfter(made);
    const shares = name === 'CrossEntropyLoss' && shape && draw.chance(40);
    const whole = shares ? { ...made, values: { y: probabilities(net, shape) } } : made;
    if (shape && fits(whole)) return whole;
  }
}

function fits(net: Net): boolean {
  try {
    read({ ...net, values: undefined });
    return true;
  } catch (error) {
    if (error instanceof BadInput) return false;
    throw error;
  }
}

/** A target with a share for each class: its values say so by their shape. */
function probabilities({ input: { batch } }: Net, output: Shape): unknown {
  const shape = batch === undefined ? output : [batch, ...output];
  const filled = ([size, ...sizes]: Shape): unknown =>
    size === undefined ? 0.25 : Array.from({ length: size }, () => filled(sizes));
  return filled(shape);
}
