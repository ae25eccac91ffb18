import { BadInput } from '../bad-input.ts';
import type { Shape } from '../index/tensor.ts';
import { layers } from '../layers/index.ts';
import type { ConstantNumbers } from './numbers.ts';
import { numbersOf } from './numbers.ts';
import type { ModelProto, NodeProto, TensorProto } from './proto.ts';
import { dimsOf, knownSizes, sizeText } from './sizes.ts';
import { SymbolNames } from './symbol-names.ts';
import { Unsupported } from './unsupported.ts';

/** What flows through the graph: data, by the name it has in the model, with the shape ONNX gives it. */
export interface Data {
  readonly kind: 'data';
  readonly name: string;
  /** With the batch axis in front. */
  readonly dims: Shape;
}

/** A value of the graph: data, numbers, or an input that turns out to be one of the two by how it is used. */
export type Value = Data | { readonly kind: 'numbers'; readonly numbers: ConstantNumbers } | GivenValue;

interface GivenValue {
  readonly kind: 'given';
  readonly name: string;
  /** The name of a size, or "" for one that has none, where it is left open. */
  readonly dims: readonly (number | string)[] | undefined;
  /** ONNX's number of its type: 1 and 11 are float and double. */
  readonly type: number;
}

/** A parameter of the model: what ONNX calls it, and how its array has to be changed. */
export interface Parameter {
  readonly from: string;
  readonly numbers: ConstantNumbers | undefined;
  readonly transposed: boolean;
}

export interface GraphLayer {
  readonly layer: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The graph while it is translated, node by node. */
export class Graph {
  readonly opset: number;
  readonly said: GraphLayer[] = [];
  /** By symbol. */
  readonly parameters = new Map<string, Parameter>();
  input:
    | {
        readonly name: string;
        readonly dims: Shape;
        readonly from: string;
        /** What ONNX calls the number of samples, "" where it has no name, if it is left open and taken as 1. */
        readonly openBatch: string | undefined;
      }
    | undefined;
  readonly names = new SymbolNames();
  readonly #values = new Map<string, Value>();
  readonly #uses = new Map<string, NodeProto[]>();
  #last: string | undefined;

  constructor({ graph, opsetImport }: ModelProto) {
    this.opset = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 1;
    const initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
    for (const given of graph.input) {
      if (!initializers.has(given.name))
        this.#values.set(given.name, {
          kind: 'given',
          name: given.name,
          dims: dimsOf(given),
          type: given.type?.tensorType?.elemType ?? 0,
        });
    }
    for (const [name, tensor] of initializers) this.setConstant(name, tensor);
    for (const node of graph.node) {
      for (const name of node.input) {
        const users = this.#uses.get(name);
        if (users) users.push(node);
        else this.#uses.set(name, [node]);
      }
    }
  }

  value(name: string): Value {
    const value = this.#values.get(name);
    if (value) return value;
    throw new Unsupported(`its input ${JSON.stringify(name)} is made by a node that is not supported`);
  }

  /** Data; the first given value that is used as data is the model's input. */
  data(name: string): Data {
    const value = this.value(name);
    if (value.kind === 'data') return value;
    if (value.kind === 'numbers')
      throw new Unsupported(`${JSON.stringify(name)} is a constant where data was expected`);
    if (this.input) throw new Unsupported(`${JSON.stringify(name)} is a second input, and a model has one`);
    if (value.type !== 1 && value.type !== 11)
      throw new Unsupported(`the input ${JSON.stringify(name)} holds no floats or doubles`);
    if (!value.dims || value.dims.length === 0 || value.dims.length > 5)
      throw new Unsupported(`the input ${JSON.stringify(name)} has no shape of 1 to 5 sizes`);
    const [first, ...rest] = value.dims;
    const openBatch = typeof first === 'string' && rest.length > 0 ? first : undefined;
    const dims = knownSizes(openBatch === undefined ? value.dims : [1, ...rest]);
    if (!dims)
      throw new Unsupported(
        `the input ${JSON.stringify(name)} leaves more open than its number of samples: [${value.dims.map(sizeText).join(', ')}]`,
      );
    const data: Data = { kind: 'data', name: this.names.of(name), dims };
    this.input = { name: data.name, dims, from: name, openBatch };
    this.#values.set(name, data);
    this.#last = data.name;
    return data;
  }

  /** The numbers of a constant. */
  numbers(name: string): ConstantNumbers {
    const value = this.value(name);
    if (value.kind === 'numbers') return value.numbers;
    throw new Unsupported(`${JSON.stringify(name)} is not a constant`);
  }

  isData(name: string): boolean {
    const value = this.value(name);
    return value.kind === 'data' || (value.kind === 'given' && !this.input);
  }

  /** The symbol of a parameter of this shape, which is given or constant; `change` makes new numbers of constant ones. */
  parameter(name: string, { transposed = false, scale = 1 } = {}): { symbol: string; dims: Shape } {
    const value = this.value(name);
    if (value.kind === 'data')
      throw new Unsupported(`${JSON.stringify(name)} is computed where a parameter was expected`);
    const dims = value.kind === 'numbers' ? value.numbers.shape : value.dims && knownSizes(value.dims);
    if (!dims) throw new Unsupported(`the parameter ${JSON.stringify(name)} has no known shape`);
    if (scale !== 1 && value.kind === 'given')
      throw new Unsupported(`${JSON.stringify(name)} is scaled and not constant`);
    const numbers = value.kind === 'numbers' ? changed(value.numbers, transposed, scale) : undefined;
    const symbol = this.names.of(name);
    if (this.parameters.has(symbol))
      throw new Unsupported(`${JSON.stringify(name)} is used twice, and every layer has its own`);
    this.parameters.set(symbol, { from: name, numbers, transposed });
    return { symbol, dims };
  }

  /** Nodes that use a value. */
  users(name: string): readonly NodeProto[] {
    return this.#uses.get(name) ?? [];
  }

  /** Whether a node gives more than its first output, to other nodes. */
  givesMore(node: NodeProto): boolean {
    return node.output.slice(1).some((name) => this.users(name).length > 0);
  }

  setConstant(name: string, tensor: TensorProto): void {
    try {
      this.#values.set(name, { kind: 'numbers', numbers: numbersOf(tensor) });
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      // Reported by the node that uses it.
    }
  }

  setNumbers(name: string, numbers: ConstantNumbers): void {
    this.#values.set(name, { kind: 'numbers', numbers });
  }

  /** The value is another one under a new name. */
  alias(name: string, of: string): void {
    const value = this.isData(of) ? this.data(of) : this.value(of);
    this.#values.set(name, value);
  }

  /** Adds a layer whose output is the value `output`; the shape that comes out is the layer's own. */
  add(
    layer: string,
    options: Readonly<Record<string, unknown>>,
    inputs: readonly Data[],
    output: string,
  ): void {
    const member = layers[layer];
    const [first] = inputs;
    const batchSize = batched(first) ? first.dims[0] : undefined;
    const sample = sampleOf(first);
    const understood = member.options.safeParse(
      inputs.length > 1 ? { ...options, input: inputs.map(({ name }) => name) } : options,
    );
    if (!understood.success)
      throw new Unsupported(`${layer} does not take these sizes: ${understood.error.issues[0].message}`);
    let shape: Shape;
    try {
      const shapes = inputs.map(sampleOf);
      shape = member.shape(understood.data, {
        input: sample,
        inputs: shapes,
        written: shapes,
        names: inputs.map(({ name }) => name),
        batch: batchSize === 1 ? undefined : batchSize,
        hidden: false,
      });
    } catch (error) {
      if (error instanceof BadInput) throw new Unsupported(error.message.replace(/\.$/, ''));
      throw error;
    }
    const name = this.names.of(output);
    const from = inputs.length > 1 ? { input: inputs.map((data) => data.name) } : {};
    const inputOption = inputs.length === 1 && first.name !== this.#last ? { input: first.name } : {};
    this.said.push({ layer, options: { ...from, ...inputOption, ...options, output: name } });
    this.#values.set(output, {
      kind: 'data',
      name,
      dims: batchSize === undefined ? shape : [batchSize, ...shape],
    });
    this.#last = name;
  }
}

/** A single axis is a vector; from two on, the first is that of the samples. */
function batched({ dims }: Data): boolean {
  return dims.length > 1;
}

function sampleOf(data: Data): Shape {
  return batched(data) ? data.dims.slice(1) : data.dims;
}

function changed(numbers: ConstantNumbers, transposed: boolean, scale: number): ConstantNumbers {
  const scaled =
    scale === 1 ? numbers : { ...numbers, data: numbers.data.map((value) => value * scale), single: false };
  if (!transposed) return scaled;
  const [rows, columns] = scaled.shape;
  return {
    ...scaled,
    shape: [columns, rows],
    data: Array.from(
      { length: rows * columns },
      (_, at) => scaled.data[(at % rows) * columns + Math.floor(at / rows)],
    ),
  };
}
