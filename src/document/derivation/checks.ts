import type { Nerdamer } from 'nerdamer/all.js';
import { analysisOf } from '../../evaluate/analysis.ts';
import { entryByEntry } from '../../evaluate/entry-by-entry.ts';
import { floatValues } from '../../evaluate/float-values.ts';
import { isExact, type Quantity, quantities, toFloat } from '../../evaluate/quantity.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { symbolValues } from '../../evaluate/symbols.ts';
import { gradient } from '../../expr/differentiate.ts';
import type { Node } from '../../expr/node.ts';
import { secondOpinion } from '../../verify/second-opinion.ts';
import type { Block, Inline } from '../block.ts';
import { section } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { type Checks, checksOfProgram } from './checks-of-program.ts';
import { choicesMet } from './choices-met.ts';
import { byDifferences, differencesOf, sideWithOurs } from './differences.ts';

/** What says the same by other means: the whole graph, central differences, nerdamer; and where the derivative was a choice. */
export function checks(setting: Setting, numbers: StageRun | undefined, nerdamer: Nerdamer): Block[] {
  const { items, choices } = entryByEntry(setting.model)
    ? checksOfGraph(setting, numbers, nerdamer)
    : checksOfProgram(setting, numbers);
  return [section('checks', 'Checks'), { kind: 'list', part: { kind: 'checks' }, items }, ...choices];
}

function checksOfGraph(setting: Setting, numbers: StageRun | undefined, nerdamer: Nerdamer): Checks {
  const { wrt, model } = setting;
  const { expansion } = analysisOf(model);
  const { graph, objective, entries } = expansion;
  const nodes = wrt.flatMap((tensor) => Array.from(entries.get(tensor) ?? []));
  const gradients = gradient(graph, objective, nodes, model.conventions);
  const given = model.values && symbolValues(model, expansion, model.values);
  const symbols = given && ((node: Node) => given[node]);
  const items: Inline[][] = [];
  const differences =
    numbers &&
    symbols &&
    differencesOf(
      setting,
      numbers,
      (entry, by) =>
        floatValues(graph, [objective], (node) => toFloat(symbols(node)) + (node === nodes[entry] ? by : 0))[
          objective
        ],
    );
  if (numbers && symbols && differences) {
    items.push(wholeGraph(setting, numbers, gradients, symbols), byDifferences(differences));
  }
  const sides = differences !== undefined && sideWithOurs(differences);
  items.push(byNerdamer(nerdamer, setting, { nodes, gradients, symbols, sides }));
  return { items, choices: symbols ? choicesMet(setting, gradients, symbols) : [] };
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
  let known: ((node: Node) => Quantity) | undefined;
  // What is too long to be asked about needs no numbers.
  const values =
    symbols &&
    ((node: Node): Quantity => {
      known ??= quantities(graph, [objective, ...gradients], symbols, true);
      return known(node);
    });
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
