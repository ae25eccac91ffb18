import { BadInput } from '../bad-input.ts';
import { memberNamed } from '../catalogue.ts';
import type { Shape } from '../index/tensor.ts';
import { shown } from '../values/check.ts';
import { Attributes } from './attributes.ts';
import { Graph, type GraphLayer, type Parameter } from './graph.ts';
import { operators } from './operators/index.ts';
import { decodeModel, type ModelProto } from './proto.ts';
import { Unsupported } from './unsupported.ts';

/** Nodes that a message lists. */
const mostListed = 50;

/** A model of ONNX as gradsheet says it. */
export interface Imported {
  readonly title: string;
  readonly input: { readonly name: string; readonly shape: Shape; readonly batch?: number };
  readonly layers: readonly GraphLayer[];
  /** By symbol; those that the file gives have numbers. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What ONNX calls the input. */
  readonly inputFrom: string;
  /** What was taken for granted, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Translates an ONNX model. Throws BadInput for a file that is none, and with a list of all nodes that have no layer,
 * each with the reason.
 */
export function importOnnx(bytes: Uint8Array, file: string): Imported {
  return importModel(decodeModel(bytes, file), file);
}

/** The same for a model that was decoded already. */
export function importModel(model: ModelProto, file: string): Imported {
  const graph = new Graph(model);
  const refused: string[] = [];
  model.graph.node.forEach((node, at) => {
    try {
      const operator =
        node.domain === '' || node.domain === 'ai.onnx' ? memberNamed(operators, node.opType) : undefined;
      // What a node before it took in (MatMul takes the addition of its bias) is there already.
      if (isDone(graph, node.output[0])) return;
      if (!operator) throw new Unsupported('there is no layer for it');
      if (node.output.length === 0 || (node.input.length === 0 && node.opType !== 'Constant'))
        throw new Unsupported('it has no inputs or no outputs');
      operator.translate(graph, node, new Attributes(node));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      const name = node.name === '' ? `node ${at + 1}` : node.name;
      refused.push(`  ${name} (${node.opType}): ${error.message}`);
    }
  });
  if (refused.length > 0) {
    const count = refused.length === 1 ? '1 node has' : `${refused.length} nodes have`;
    const more = refused.length > mostListed ? [`  and ${refused.length - mostListed} more`] : [];
    throw new BadInput(`${file}: ${count} no layer here, nothing was written:`, undefined, [
      ...refused.slice(0, mostListed),
      ...more,
    ]);
  }
  const { input } = graph;
  if (!input || graph.said.length === 0)
    throw new BadInput(`${file}: found no layers between an input and an output.`);
  const [first, ...rest] = input.dims;
  const sample = rest.length === 0 ? input.dims : rest;
  return {
    title: model.graph.name === '' ? 'An ONNX model' : model.graph.name.slice(0, 200),
    input: { name: input.name, shape: sample, ...(rest.length > 0 && first > 1 && { batch: first }) },
    layers: graph.said,
    parameters: graph.parameters,
    inputFrom: input.from,
    notes: input.openBatch === undefined ? [] : [batchNote(input.from, input.openBatch)],
  };
}

function batchNote(input: string, batch: string): string {
  const called = batch === '' ? '' : ` (${shown(batch)})`;
  return `the input ${shown(input)} leaves its number of samples open${called}; it is taken as one sample, and input.batch of the model file says another number.`;
}

function isDone(graph: Graph, output: string): boolean {
  try {
    return graph.value(output).kind === 'data';
  } catch {
    return false;
  }
}
