import type { Nerdamer } from 'nerdamer/all.js';
import { analysisOf } from '../../evaluate/analysis.ts';
import { isExact, type Quantity, quantities, toFloat } from '../../evaluate/quantity.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { symbolValues } from '../../evaluate/symbols.ts';
import { gradient } from '../../expr/differentiate.ts';
import type { Node } from '../../expr/node.ts';
import { centralDifferences } from '../../verify/central-differences.ts';
import { secondOpinion } from '../../verify/second-opinion.ts';
import type { Block, Inline } from '../block.ts';
import { ofFloat } from '../numbers.ts';
import { math, section } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { choicesMet } from './choices-met.ts';

/** Entries beyond this number are not estimated one by one: each costs two evaluations of the whole model. */
const mostEstimated = 64;

/** What says the same by other means: the whole graph, central differences, nerdamer; and where the derivative was a choice. */
export function checks(setting: Setting, numbers: StageRun | undefined, nerdamer: Nerdamer): Block[] {
  const { wrt, model } = setting;
  const { expansion } = analysisOf(model);
  const { graph, objective, entries } = expansion;
  const nodes = wrt.flatMap((tensor) => Array.from(entries.get(tensor) ?? []));
  const gradients = gradient(graph, objective, nodes, model.conventions);
  const given = model.values && symbolValues(model, expansion, model.values);
  const symbols = given && ((node: Node) => given[node]);
  const items: Inline[][] = [];
  const differences = numbers && symbols && differencesOf(setting, numbers, nodes, symbols);
  if (numbers && symbols && differences) {
    items.push(wholeGraph(setting, numbers, gradients, symbols), byDifferences(differences));
  }
  const sides = differences !== undefined && sideWithOurs(differences);
  items.push(byNerdamer(nerdamer, setting, { nodes, gradients, symbols, sides }));
  return [
    section('checks', 'Checks'),
    { kind: 'list', part: { kind: 'checks' }, items },
    ...(symbols ? choicesMet(setting, gradients, symbols) : []),
  ];
}

/** The derivation goes layer by layer; the engine also differentiates the whole model as one expression. */
function wholeGraph(
  { model, wrt }: Setting,
  numbers: StageRun,
  gradients: Int32Array,
  symbols: (node: Node) => Quantity,
): Inline[] {
  const stepwise = wrt.flatMap((tensor) => numbers.gradient(tensor));
  const exactly = stepwise.every(isExact);
  const whole = quantities(analysisOf(model).expansion.graph, gradients, symbols, exactly);
  const differing = stepwise.filter((value, at) => !agree(value, whole(gradients[at])));
  if (differing.length > 0) {
    throw new Error(
      `layer by layer and as a whole, ${differing.length} of ${stepwise.length} derivatives differ`,
    );
  }
  return [
    { kind: 'strong', text: 'The model as one expression' },
    `: its gradient has the same ${stepwise.length === 1 ? 'value' : `${stepwise.length} values`}, `,
    exactly ? 'exactly.' : 'to 9 digits.',
  ];
}

function agree(a: Quantity, b: Quantity): boolean {
  if (isExact(a) && isExact(b)) return a.equals(b);
  return Math.abs(toFloat(a) - toFloat(b)) <= 1e-9 * Math.max(1, Math.abs(toFloat(b)));
}

interface Differences {
  /** How many entries there are, and how many of them were estimated. */
  readonly entries: number;
  readonly asked: number;
  /** How many of those are at a kink or a tie. */
  readonly bent: number;
  /** The largest relative difference from ours. */
  readonly largest: number;
}

function differencesOf(
  { model, wrt }: Setting,
  numbers: StageRun,
  nodes: readonly Node[],
  symbols: (node: Node) => Quantity,
): Differences {
  const { graph, objective, entries } = analysisOf(model).expansion;
  const asked = nodes.slice(0, mostEstimated);
  const ours = new Map<Node, Quantity>();
  for (const tensor of wrt) {
    const gradient = numbers.gradient(tensor);
    entries.get(tensor)?.forEach((node, place) => {
      ours.set(node, gradient[place]);
    });
  }
  const found = centralDifferences(graph, objective, asked, (node) => toFloat(symbols(node)));
  const smooth = found.filter(({ bent }) => !bent);
  const largest = smooth.reduce((most, { node, estimate }) => {
    const value = toFloat(ours.get(node) ?? 0);
    return Math.max(most, Math.abs(estimate - value) / Math.max(1, Math.abs(value)));
  }, 0);
  return { entries: nodes.length, asked: asked.length, bent: found.length - smooth.length, largest };
}

/** Whether every entry was estimated, and as ours is. */
function sideWithOurs({ entries, asked, bent, largest }: Differences): boolean {
  return asked === entries && bent === 0 && largest < 1e-5;
}

function byDifferences({ entries, asked, bent, largest }: Differences): Inline[] {
  const label: Inline = { kind: 'strong', text: 'Central differences' };
  const scope =
    asked < entries ? ` the first ${asked} of ${entries} entries` : ` ${asked} of ${entries} entries`;
  if (bent === asked) return [label, `: every one of${scope} is at a kink or a tie, where they say nothing.`];
  return [
    label,
    `: checked at${scope}; the largest relative difference is `,
    math(ofFloat(largest, 2)),
    bent > 0
      ? `. ${bent} of them ${bent === 1 ? 'is' : 'are'} at a kink or a tie, where they say nothing.`
      : '.',
  ];
}

interface Asking {
  readonly nodes: readonly Node[];
  readonly gradients: Int32Array;
  readonly symbols: ((node: Node) => Quantity) | undefined;
  /** Whether central differences side with our derivatives. */
  readonly sides: boolean;
}

function byNerdamer(
  nerdamer: Nerdamer,
  { model }: Setting,
  { nodes, gradients, symbols, sides }: Asking,
): Inline[] {
  const { graph, objective } = analysisOf(model).expansion;
  const values = symbols && quantities(graph, [objective, ...gradients], symbols, true);
  const opinion = secondOpinion(nerdamer, {
    graph,
    objective,
    wrt: nodes,
    gradient: gradients,
    values: values && ((node) => toFloat(values(node))),
    conventions: model.conventions,
  });
  const label: Inline = { kind: 'strong', text: 'nerdamer' };
  if (!opinion) {
    return [
      label,
      ', a second algebra system: not asked, since the written-out expression is too large for it, or holds a maximum without values or a function that it does not know or gets wrong.',
    ];
  }
  const disagreeing = opinion.agrees.filter((agrees) => !agrees).length;
  const asked = opinion.agrees.length;
  const scope =
    asked < nodes.length
      ? `the ${asked} of ${nodes.length} derivatives asked for`
      : `all ${asked} derivatives`;
  const branch = opinion.regional ? ' on the branch of each maximum and kink that these values take' : '';
  return disagreeing === 0
    ? [
        label,
        `, a second algebra system, differentiated the written-out expression on its own:${branch && `${branch},`} ${scope} ${opinion.method === 'polynomial' ? 'are the same polynomials as ours.' : 'have the values of ours at one point, to 9 digits.'}`,
      ]
    : sides
      ? [
          label,
          `, a second algebra system, gets ${disagreeing === 1 ? 'another value' : 'other values'} for ${disagreeing} of ${asked} derivatives${branch}; central differences side with ours at every entry, so the fault is likely its own.`,
        ]
      : [
          label,
          `, a second algebra system, DISAGREES on ${disagreeing} of ${asked} derivatives${branch}: do not use this result before you know why.`,
        ];
}
