import { Graph, layout } from '@dagrejs/dagre';
import type { Point } from '../drawing/drawing.ts';
import { cellOf } from '../drawing/page.ts';
import type { NetworkGraph } from './graph.ts';

/** What a node or an edge needs: how far it reaches to the left and to the right of its middle line, and its height. */
export interface Needs {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** What stays free above it. */
  readonly above: number;
}

export interface Placed {
  readonly width: number;
  readonly height: number;
  /** The middle line of each node, and its top. */
  readonly nodes: ReadonlyMap<string, { readonly x: number; readonly top: number; readonly height: number }>;
  /** From the lower edge of one node to the upper edge of the next; where its label stands, if it has one. */
  readonly edges: readonly {
    readonly points: readonly Point[];
    readonly label: Point;
  }[];
}

/** Between neighbours in a row, between edges, between rows, and between columns; in cells. */
const room = { nodes: 0.6, edges: 1, rows: 0.55, columns: 0.8 };
/** Above and below a column that another one goes on with. */
const turn = 1;
const mostColumns = 5;

/**
 * Layers from top to bottom in rows (by dagre), broken into columns beside each other where that makes the whole larger
 * on a page. A column ends only where a single tensor goes on.
 */
export function layoutOf(
  { nodes, edges }: Pick<NetworkGraph, 'nodes' | 'edges'>,
  nodeNeeds: ReadonlyMap<string, Needs>,
  edgeNeeds: readonly Needs[],
): Placed {
  // dagre can lean to four sides; the narrowest is the straightest.
  const leaning = (['UL', 'UR', 'DL', 'DR'] as const).map((align) =>
    inOneColumn({ nodes, edges }, nodeNeeds, edgeNeeds, align),
  );
  const tall = leaning.reduce((best, candidate) => (bends(candidate) < bends(best) ? candidate : best));
  const cuts = cutsOf(tall);
  let best = broken(tall, []);
  for (let columns = 2; columns <= mostColumns; columns++) {
    const chosen = balanced(tall.height, cuts, columns);
    if (chosen.length < columns - 1) break;
    const candidate = broken(tall, chosen);
    if (cellOf(candidate) > cellOf(best) * 1.02) best = candidate;
  }
  return best;
}

interface Tall {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (Needs & { readonly id: string; readonly x: number; readonly top: number })[];
  readonly edges: readonly (Needs & { readonly points: readonly Point[]; readonly label: Point })[];
}

function inOneColumn(
  { nodes, edges }: Pick<NetworkGraph, 'nodes' | 'edges'>,
  nodeNeeds: ReadonlyMap<string, Needs>,
  edgeNeeds: readonly Needs[],
  align: 'UL' | 'UR' | 'DL' | 'DR',
): Tall {
  // All reach as far as the farthest, so that middle lines lie in the middle for dagre as well.
  const all = [...nodeNeeds.values(), ...edgeNeeds];
  const side = Math.max(...all.map(({ left }) => left), 0);
  const widest = Math.max(...all.map(({ right }) => right), 0);
  const shift = (side - widest) / 2;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', align, nodesep: room.nodes, edgesep: room.edges, ranksep: room.rows });
  for (const { id } of nodes) {
    const { left, right, height, above } = needsOf(nodeNeeds, id);
    graph.setNode(id, { width: left + right === 0 ? 0.4 : side + widest, height: height + above });
  }
  for (const [at, { from, to }] of edges.entries()) {
    const { left, right, height } = edgeNeeds[at];
    const labelled = left + right > 0;
    graph.setEdge(
      from,
      to,
      { width: labelled ? side + widest : 0.5, height, labelpos: 'c', weight: labelled ? 4 : 1 },
      `${at}`,
    );
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: nodes.map(({ id }) => {
      const { x, y, height: boxHeight } = graph.node(id);
      return {
        id,
        ...needsOf(nodeNeeds, id),
        x: x + shift,
        top: y - boxHeight / 2 + needsOf(nodeNeeds, id).above,
      };
    }),
    edges: edges.map(({ from, to }, at) => {
      const { points = [], x = 0, y = 0 } = graph.edge(from, to, `${at}`);
      const [begin, end] = [graph.node(from), graph.node(to)];
      // What lies above or below a node lies at its middle line; a lane of its own stays where it is.
      const inner = points.slice(1, -1).map(({ x: px, y: py }: { x: number; y: number }): Point => {
        const atNode = [begin.x, end.x].some((middle) => Math.abs(px - middle) < 0.01);
        return [px + (atNode ? shift : 0), py];
      });
      return {
        ...edgeNeeds[at],
        points: [
          [begin.x + shift, begin.y + begin.height / 2],
          ...inner,
          [end.x + shift, end.y - end.height / 2 + needsOf(nodeNeeds, to).above],
        ],
        label: [x + shift, y],
      };
    }),
  };
}

/** How far edges go to the side, all together. */
function bends({ edges }: Tall): number {
  return edges.reduce(
    (sum, { points }) =>
      sum + points.slice(1).reduce((sideways, [x], at) => sideways + Math.abs(x - points[at][0]), 0),
    0,
  );
}

function needsOf(needs: ReadonlyMap<string, Needs>, id: string): Needs {
  const need = needs.get(id);
  if (!need) throw new Error(`${id} has no size`);
  return need;
}

/** Heights at which one labelled edge is all that goes on. */
function cutsOf({ nodes, edges }: Tall): number[] {
  return edges
    .filter(({ left, right }) => left + right > 0)
    .map(({ label, height }) => label[1] + height / 2 + 0.1)
    .filter(
      (y) =>
        edges.filter(({ points }) => points[0][1] < y && points[points.length - 1][1] > y).length === 1 &&
        !nodes.some(({ top, height }) => top < y && top + height > y),
    )
    .toSorted((a, b) => a - b);
}

/** The cuts that come nearest to columns of equal height. */
function balanced(height: number, cuts: readonly number[], columns: number): number[] {
  const chosen: number[] = [];
  for (let column = 1; column < columns; column++) {
    const wanted = (height * column) / columns;
    const left = cuts.filter((cut) => cut > (chosen.at(-1) ?? 0));
    if (left.length === 0) break;
    chosen.push(left.reduce((near, cut) => (Math.abs(cut - wanted) < Math.abs(near - wanted) ? cut : near)));
  }
  return chosen;
}

/** The same in columns, each from its own left edge on. */
function broken({ nodes, edges, height }: Tall, cuts: readonly number[]): Placed {
  const columnOf = (y: number): number => cuts.filter((cut) => cut < y).length;
  const starts = [0, ...cuts];
  const ends = [...cuts, height];
  const wraps = cuts.length > 0;
  const extents = starts.map((_, column) => {
    const bends = [
      ...nodes
        .filter(({ top }) => columnOf(top + 0.01) === column)
        .map(({ x, left, right }) => [x - left, x + right]),
      ...edges.flatMap(({ points, label, left, right }) => [
        ...points.filter(([, y]) => columnOf(y) === column).map(([x]) => [x - 0.4, x + 0.4]),
        ...(columnOf(label[1]) === column ? [[label[0] - left, label[0] + right]] : []),
      ]),
    ];
    return { left: Math.min(...bends.map(([from]) => from)), right: Math.max(...bends.map(([, to]) => to)) };
  });
  const lefts: number[] = [];
  let width = 0;
  for (const { left, right } of extents) {
    lefts.push(width - left);
    width += right - left + room.columns + (wraps ? 0.6 : 0);
  }
  width -= room.columns + (wraps ? 0.6 : 0);
  const above = wraps ? turn : 0;
  const longest = Math.max(...starts.map((start, column) => ends[column] - start));
  const place = ([x, y]: Point, column = columnOf(y)): Point => [
    x + lefts[column],
    y - starts[column] + above,
  ];
  const bottom = longest + above;
  return {
    width,
    height: bottom + (wraps ? turn : 0),
    nodes: new Map(
      nodes.map(({ id, x, top, height: boxHeight }) => {
        const [left, y] = place([x, top], columnOf(top + 0.01));
        return [id, { x: left, top: y, height: boxHeight }];
      }),
    ),
    edges: edges.map(({ points, label }) => {
      const [first, last] = [points[0], points[points.length - 1]];
      const [from, to] = [columnOf(first[1] + 0.01), columnOf(last[1] - 0.01)];
      const labelAt = place(label, from);
      if (from === to) return { points: points.map((point) => place(point, from)), label: labelAt };
      // Down below the column, up beside it, and down into the next.
      const [begin, end] = [place(first, from), place(last, to)];
      const between = lefts[to] + extents[to].left - room.columns / 2 - 0.3;
      const [low, high] = [longest + above + turn / 2, turn / 2];
      return {
        points: [begin, [begin[0], low], [between, low], [between, high], [end[0], high], end],
        label: labelAt,
      };
    }),
  };
}
