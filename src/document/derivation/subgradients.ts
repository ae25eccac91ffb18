import { functionOf } from '../../expr/apply.ts';
import type { ScalarFunction } from '../../expr/graph.ts';
import { type Graph, Kind } from '../../expr/graph.ts';
import { functions } from '../../functions/index.ts';
import { kinkSaid } from '../../functions/kink-said.ts';
import { type Definition, subformulas } from '../../index/formula.ts';
import { windowsOverlap } from '../../index/law.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { Conventions, Model } from '../../model/model.ts';
import type { Forward } from '../../model/stage.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { Block, Inline } from '../block.ts';
import type { Names } from '../names.ts';
import { math, note } from '../prose.ts';
import type { Setting } from '../setting.ts';

/** How this step's maxima choose among equal candidates, said aloud. */
export function ties(
  { names, model }: Setting,
  input: Tensor | undefined,
  { graph, made }: Forward,
  overlapping: boolean,
): Block[] {
  if (!input || !made.some((node) => graph.kind(node) === Kind.Max)) return [];
  return tieNotes(names, model.conventions, input, overlapping);
}

/** The same from a rule alone, nothing expanded. */
export function choicesOfRule(
  names: Names,
  { conventions }: Model,
  [input]: readonly Tensor[],
  definitions: readonly Definition[],
  otherKink: string | undefined,
): Block[] {
  const parts = definitions.flatMap(({ body }) => [...subformulas(body)]);
  const applied = new Set(parts.flatMap((part) => (part.kind === 'apply' ? [part.function] : [])));
  return [
    ...(parts.some(({ kind }) => kind === 'max')
      ? tieNotes(
          names,
          conventions,
          input,
          definitions.some((definition) => windowsOverlap(definition, input)),
        )
      : []),
    ...kinkNotes(
      conventions,
      Object.values(functions).filter(({ name }) => applied.has(name)),
      otherKink,
    ),
  ];
}

function tieNotes(names: Names, { ties }: Conventions, input: Tensor, overlapping: boolean): Block[] {
  const policies = {
    first: 'the first of them, in reading order, takes the whole gradient',
    last: 'the last of them, in reading order, takes the whole gradient',
    split: 'they share the gradient equally',
    error: 'the derivation stops, since no choice was made',
  };
  const indicator: Inline[] = overlapping
    ? [
        'The bracket is the share of an entry in the maximum of the window: 1 where it alone is the maximum, 0 where it is not; of several that are, the convention decides. ',
      ]
    : [
        'The indicator ',
        math({ kind: 'indicator', subscripts: [] }),
        ' is 1 for the entry of ',
        math(symbolOf(names.shown(input))),
        ' that is the maximum of its window, and 0 for the others. ',
      ];
  return [
    note(
      'Subgradient',
      ...indicator,
      'A maximum has no derivative where several entries are equal, only a set of subgradients: every way to share 1 among them. ',
      `The convention here is “${ties}”: ${policies[ties]}. `,
      'In each window the indicators sum to 1.',
    ),
  ];
}

/** Which subgradient is taken at the kinks of the functions that an expression applies. */
export function kinks({ model }: Setting, graph: Graph, otherKink: string | undefined): Block[] {
  const applied = new Set<ScalarFunction>();
  for (let node = 0; node < graph.size; node++) {
    if (graph.kind(node) === Kind.Apply) applied.add(functionOf(graph, node));
  }
  return kinkNotes(model.conventions, [...applied], otherKink);
}

/** `otherKink`: what PyTorch takes in a layer or a loss where that is not what it takes for the function. */
function kinkNotes(
  { kink }: Conventions,
  applied: readonly ScalarFunction[],
  otherKink: string | undefined,
): Block[] {
  return applied.flatMap((member) => {
    const { name, kinks: known } = member;
    if (!known) return [];
    return [
      note(
        'Subgradient',
        `The bracket is 1 where its condition holds and 0 where it does not. ${name} has a kink ${known.where} is a subgradient. `,
        `The convention here is kink ${kink}: ${kinkSaid(member, kink)}.`,
        ...(kink === '0' && otherKink ? [` ${otherKink}`] : []),
      ),
    ];
  });
}
