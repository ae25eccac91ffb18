import { BadInput } from '../bad-input.ts';
import { writtenShape } from '../index/tensor.ts';
import type { Notation } from '../notation/notation.ts';
import { symbolOf } from '../writing/entry-name.ts';
import type { Drawing, DrawnShape, LabelText, Point } from './drawing/drawing.ts';
import { labelWidth } from './drawing/label-width.ts';
import { cellOf, points } from './drawing/page.ts';
import { arrow, label, moved, words } from './drawing/shapes.ts';
import { type Figure, wholeModel } from './figure.ts';
import { boxNeeds, boxOf, boxShapes, letters, sizes } from './graph/boxes.ts';
import { type NetworkEdge, type NetworkGraph, networkGraph } from './graph/graph.ts';
import { layoutOf, type Needs } from './graph/layout.ts';
import { bothWays, wayOf } from './graph/ways.ts';
import type { Scene } from './scene.ts';

/** The layers from the input to the loss: arrays go forward, their gradients come back. */
export const network: Figure = {
  name: 'network',
  summary: 'the layers as a graph: arrays with their shapes go forward, gradients come back',
  subjects: () => [wholeModel],
  draw: (scene) => drawn(scene, networkGraph(scene.model)),
};

/** From the middle of an edge to the letters beside it, in cells. */
const beside = 0.36;

/** What stands beside an edge: the array on its left, the gradient on its right. */
interface Flow {
  readonly forward: LabelText;
  readonly backward: LabelText;
}

function flowOf({ names }: Scene, { tensor }: NetworkEdge, together: boolean): Flow | undefined {
  if (!tensor) return undefined;
  const short = names.cotangent(tensor);
  const shape = sizes(writtenShape(tensor));
  return {
    forward: together ? shape : [symbolOf(names.shown(tensor)), words(': '), shape],
    backward: short ? symbolOf(short) : names.gradient(tensor),
  };
}

function flowNeeds(flow: Flow | undefined): Needs {
  if (!flow) return { left: 0, right: 0, height: 0.3, above: 0 };
  return {
    left: beside + labelWidth(flow.forward, letters),
    right: beside + labelWidth(flow.backward, letters),
    height: 0.6,
    above: 0,
  };
}

/** Letters smaller than so many points are none. */
const smallest = 3.5;

function demandLegible({ model }: Scene, cell: number): void {
  // An em of size 1 is half a cell.
  if ((letters / 2) * cell * points >= smallest) return;
  const layers = model.steps.filter(({ inner }) => !inner).length;
  throw new BadInput(
    `${model.file}: its ${layers} layers are too many to be read on one page; draw a part of the network as a model of its own.`,
  );
}

function drawn(scene: Scene, graph: NetworkGraph): Drawing {
  const boxes = graph.nodes.map((node) => {
    const coming = graph.edges.filter(({ to }) => to === node.id).length;
    return { id: node.id, fork: node.kind === 'fork', box: boxOf(scene, node, coming, graph.together) };
  });
  const forks = new Set(boxes.filter(({ fork }) => fork).map(({ id }) => id));
  const flows = graph.edges.map((edge) => flowOf(scene, edge, graph.together));
  const placed = layoutOf(
    graph,
    new Map(boxes.map(({ id, box }) => [id, boxNeeds(box)])),
    flows.map(flowNeeds),
  );
  demandLegible(scene, cellOf(placed));
  const ways = graph.edges.flatMap(({ from, to }, at) =>
    bothWays(wayOf(graph, placed, at), forks.has(from), forks.has(to)),
  );
  const labels = placed.edges.flatMap(({ label: [x, y] }, at): DrawnShape[] => {
    const flow = flows[at];
    if (!flow) return [];
    return [
      label(x - beside, y, letters, flow.forward, { at: 'end', ink: 'forward' }),
      label(x + beside, y, letters, flow.backward, { at: 'beginning', ink: 'backward' }),
    ];
  });
  const faces = boxes.flatMap(({ id, box }) => {
    const place = placed.nodes.get(id);
    return place ? boxShapes(box, place.x, place.top) : [];
  });
  const key = legend(scene.names.loss);
  const width = Math.max(placed.width, key.width);
  return {
    width,
    height: placed.height + 1.2,
    shapes: [
      ...moved([...ways, ...labels, ...faces], (width - placed.width) / 2, 0),
      ...moved(key.shapes, (width - key.width) / 2, placed.height + 0.5),
    ],
    alt: described(scene, graph),
  };
}

/** What the two kinds of lines are. */
function legend(loss: Notation): { width: number; shapes: DrawnShape[] } {
  const entries = [
    { label: [words('forward')], ink: 'forward', more: {} },
    { label: [words('backward, the derivatives of '), loss], ink: 'backward', more: { dash: 'dashed' } },
  ] as const;
  let x = 0;
  const shapes = entries.flatMap(({ label: meaning, ink, more }): DrawnShape[] => {
    const from = x;
    x += 2 + labelWidth(meaning, letters);
    const way: Point[] = [
      [from, 0.3],
      [from + 1, 0.3],
    ];
    return [arrow(way, ink, more), label(from + 1.2, 0.3, letters, meaning, { at: 'beginning' })];
  });
  return { width: x - 0.8, shapes };
}

/** Layer by layer, as far as a sentence goes. */
function described({ model, names, spoken }: Scene, { nodes, edges }: NetworkGraph): string {
  const boxes = nodes.filter((node) => node.kind === 'layers');
  const layers = boxes.flatMap(({ layers: boxLayers }) => boxLayers);
  const forks = nodes.filter(({ kind }) => kind === 'fork').length;
  const most = 12;
  const told = layers
    .slice(0, most)
    .map(
      ({ name, output }) =>
        `${name} to ${spoken(symbolOf(names.shown(output)))} (${output.shape.join(' by ') || '1'})`,
    );
  const end = model.objective.kind === 'loss' ? `; ${model.objective.name} makes ${spoken(names.loss)}` : '';
  const labelled = edges.filter(({ tensor }) => tensor).length;
  return (
    `${model.title}: from ${spoken(symbolOf(model.input))} (${model.input.shape.join(' by ')}) through ${told.join(', ')}` +
    `${layers.length > most ? `, and ${layers.length - most} more layers` : ''}${end}. ` +
    `Beside each of the ${labelled} arrows that go forward one comes back with the gradient, to ${spoken(names.gradient(model.input))}` +
    `${forks > 0 ? `; where an array goes to several layers (${forks === 1 ? 'once' : `${forks} times`}) their gradients are added` : ''}.`
  );
}
