import { placesOf } from '../../evaluate/nonsmooth.ts';
import type { Node } from '../../expr/node.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { Model } from '../../model/model.ts';
import { text } from '../../notation/text.ts';
import type { Opinion } from '../../verify/ask-nerdamer.ts';
import { branchText } from '../../verify/branches.ts';
import type { ExpectedGraph } from '../../verify/expected-graph.ts';
import type { Questions } from '../../verify/questions.ts';
import { inOwnNames } from '../../verify/safe-names.ts';
import type { Block, Inline } from '../block.ts';
import type { Names } from '../names.ts';
import { note, paragraph, section } from '../prose.ts';

/** nerdamer's opinions on the derivatives that answers were compared with; undefined where it was not asked. */
export interface Opinions {
  /** What each question is about: the symbols that one differentiates by, in order. */
  readonly by: readonly { readonly tensor: Tensor; readonly place: number }[];
  readonly questions: Questions | undefined;
  readonly opinions: readonly Opinion[];
}

/** Whether nerdamer contradicts a derivative of ours. */
export function disagrees({ opinions }: Opinions): boolean {
  return opinions.some((opinion) => opinion.kind === 'answered' && !opinion.agrees);
}

const most = { branches: 8, reasons: 3, expression: 400 };

/** What the second opinion says, the region that was asked about first. */
export function secondOpinionBlocks(
  model: Model,
  names: Names,
  expected: ExpectedGraph,
  asked: Opinions,
): Block[] {
  const { questions, opinions, by } = asked;
  const heading = section('second-opinion', 'Second opinion');
  if (!questions || by.length === 0) {
    return [
      heading,
      paragraph(
        'nerdamer was not asked: the loss, written out, is too long for it or has functions that it does not know.',
      ),
    ];
  }
  const called = namesIn(model, names, expected);
  const answered = opinions.filter((opinion) => opinion.kind === 'answered');
  const contrary = answered.filter(({ agrees }) => !agrees);
  const silent = opinions.filter((opinion) => opinion.kind === 'unanswered');
  return [
    heading,
    ...region(questions, called),
    paragraph(
      `nerdamer, another algebra system, differentiated the written-out loss by ${opinions.length} of ${by.length} symbols: `,
      contrary.length === 0
        ? { kind: 'strong', text: `${answered.length} of its derivatives are ours`, tone: 'good' }
        : {
            kind: 'strong',
            text: `${contrary.length} of ${answered.length} derivatives are NOT ours`,
            tone: 'bad',
          },
      questions.method === 'polynomial' ? ', as polynomials.' : ', by their values at one point.',
    ),
    ...contrary.map((opinion) =>
      note(
        'Disagreement',
        `∂L/∂${entryText(names, by[opinion.place])}: nerdamer says ${shortened(inOwnNames(opinion.theirs, called.symbol))}; `,
        `gradsheet says ${shortened(inOwnNames(opinion.ours, called.symbol))}. One of the two is wrong: do not rely on either, and please report it.`,
      ),
    ),
    ...silence(silent),
  ];
}

function region({ branches, edge }: Questions, { symbol, entry }: NodeNames): Block[] {
  if (branches.length === 0) return [];
  const shown = branches.slice(0, most.branches);
  const more = branches.length - shown.length;
  return [
    paragraph(
      'nerdamer does not differentiate maxima and functions in pieces, so it was asked about the region of these values alone, where',
    ),
    {
      kind: 'list',
      part: { kind: 'second-opinion', how: 'region' },
      items: [
        ...shown.map((branch): Inline[] => [branchText(branch, symbol, entry)]),
        ...(more > 0 ? [[`${more} more like these`]] : []),
      ],
    },
    ...(edge
      ? [
          paragraph(
            'The values lie on the edge of several regions; the conventions of the model chose this one.',
          ),
        ]
      : []),
  ];
}

function silence(silent: readonly Extract<Opinion, { kind: 'unanswered' }>[]): Block[] {
  if (silent.length === 0) return [];
  const reasons = [...new Set(silent.map(({ reason }) => reason))].slice(0, most.reasons);
  return [paragraph(`No opinion on ${silent.length}: ${reasons.join('; ')}.`)];
}

/** Names of the symbols, and of other nodes that are an entry of the model. */
interface NodeNames {
  readonly symbol: (node: Node) => string;
  readonly entry: (node: Node) => string | undefined;
}

function namesIn(model: Model, names: Names, expected: ExpectedGraph): NodeNames {
  const places = placesOf(model, expected.entries);
  const entry = (node: Node): string | undefined => {
    const place = places.get(node);
    return place && entryText(names, place);
  };
  return { symbol: (node) => entry(node) ?? `v${node}`, entry };
}

function entryText(names: Names, { tensor, place }: Opinions['by'][number]): string {
  return text(names.entry(tensor, place));
}

function shortened(expression: string): string {
  return expression.length <= most.expression ? expression : `${expression.slice(0, most.expression)}…`;
}

/** The same as data. */
export function secondOpinionJson(
  model: Model,
  names: Names,
  expected: ExpectedGraph,
  asked: Opinions,
): unknown {
  const called = namesIn(model, names, expected);
  const { questions, by, opinions } = asked;
  return {
    asked: opinions.length,
    of: by.length,
    method: questions?.method ?? null,
    region: questions?.branches.map((branch) => branchText(branch, called.symbol, called.entry)) ?? [],
    disagrees: disagrees(asked),
    entries: opinions.map((opinion) => ({
      entry: entryText(names, by[opinion.place]),
      ...(opinion.kind === 'answered'
        ? {
            agrees: opinion.agrees,
            theirs: inOwnNames(opinion.theirs, called.symbol),
            ours: inOwnNames(opinion.ours, called.symbol),
          }
        : { agrees: null, reason: opinion.reason }),
    })),
  };
}
