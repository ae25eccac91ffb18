import { indexAt, writtenShape } from '../../index/tensor.ts';
import type { Model } from '../../model/model.ts';
import type { ArrayByProgram, VerifiedByProgram } from '../../verify/verdict-by-program.ts';
import type { Block, Document, Inline } from '../block.ts';
import { Names } from '../names.ts';
import { math, paragraph, section } from '../prose.ts';
import { subjectName } from './names.ts';

/** Wrong entries that are shown of each array. */
const mostShown = 12;

const method =
  'each number is as near to the derivative as the arithmetic it was computed in can be, by sixteen runs of the model’s program in which every array is moved at random by what rounding may have lost in it, or as near as was asked for';
const notLookedFor =
  'This model is too large to be written out entry by entry: mistakes behind wrong numbers, and other choices at ties and kinks, are not looked for.';

/** What became of an answer about a model of any size, array by array. */
export function verdictByProgramDocument(model: Model, { arrays, correct }: VerifiedByProgram): Document {
  const names = new Names(model);
  return {
    title: `Verdict: ${model.title}`,
    blocks: [
      section('verdict', 'Verdict'),
      paragraph(...whole(arrays, correct)),
      overview(names, arrays),
      ...arrays.flatMap((array) => wrongEntries(names, array)),
      section('how', 'How it is known'),
      paragraph(`Within tolerance: ${method}.`),
      paragraph(notLookedFor),
    ],
  };
}

function whole(arrays: readonly ArrayByProgram[], correct: boolean): Inline[] {
  const sum = (count: (array: ArrayByProgram) => number): number =>
    arrays.reduce((total, array) => total + count(array), 0);
  const [answered, right, open] = [
    sum((array) => array.answered),
    sum((array) => array.right),
    sum((array) => array.open),
  ];
  const rest = open > 0 ? ` ${open} ${open === 1 ? 'entry was' : 'entries were'} left open.` : '';
  if (correct)
    return [
      { kind: 'strong', text: 'Right', tone: 'good' },
      `: ${right === 1 ? 'the entry that was answered is' : `all ${right} entries that were answered are`} right.${rest}`,
    ];
  const wrong = answered - right;
  return [
    { kind: 'strong', text: 'Wrong', tone: 'bad' },
    wrong > 0
      ? `: ${wrong} of ${answered} entries that were answered ${wrong === 1 ? 'is' : 'are'} wrong.${rest}`
      : ': the numbers stand in another order.',
  ];
}

function overview(names: Names, arrays: readonly ArrayByProgram[]): Block {
  return {
    kind: 'table',
    part: { kind: 'verdict', how: 'overview' },
    headings: [['Of'], ['Right'], ['Verdict']],
    rows: arrays.map(({ about, shape, otherShape, answered, right, correct }): Inline[][] => [
      [math(subjectName(names, about))],
      [
        otherShape
          ? `${shape.join(' × ')} in place of ${writtenShape(about.tensor).join(' × ')}`
          : `${right} of ${answered}`,
      ],
      [{ kind: 'strong', text: correct ? 'right' : 'wrong', tone: correct ? 'good' : 'bad' }],
    ]),
  };
}

function wrongEntries(names: Names, { about, answered, right, wrong }: ArrayByProgram): Block[] {
  if (wrong.length === 0) return [];
  const shown = wrong.slice(0, mostShown);
  const more = answered - right - shown.length;
  return [
    section(`answer-${about.kind}-${about.tensor.name}`, math(subjectName(names, about))),
    {
      kind: 'table',
      part: { kind: 'wrong', tensor: about.tensor.name },
      headings: [['Entry'], ['Answer'], ['Right is']],
      rows: shown.map(({ place, got, expected }): Inline[][] => [
        [math(subjectName(names, about, place))],
        [got],
        [String(expected)],
      ]),
    },
    ...(more > 0 ? [paragraph(`${more} more ${more === 1 ? 'entry is' : 'entries are'} wrong.`)] : []),
  ];
}

/** The same as data, in the fields of any verdict: `entries` are the first that are wrong, indices from 1. */
export function verdictByProgramJson({ arrays, correct }: VerifiedByProgram): unknown {
  const of = (kind: ArrayByProgram['about']['kind']): Record<string, unknown> =>
    Object.fromEntries(
      arrays
        .filter(({ about }) => about.kind === kind)
        .map((array) => [array.about.tensor.name, arrayJson(array)]),
    );
  const [values, updates] = [of('value'), of('update')];
  return {
    correct,
    gradients: of('gradient'),
    ...(Object.keys(values).length > 0 && { values }),
    ...(Object.keys(updates).length > 0 && { updates }),
    note: notLookedFor,
  };
}

function arrayJson({ about, shape, otherShape, answered, right, wrong, correct }: ArrayByProgram): unknown {
  const { tensor } = about;
  return {
    correct,
    method: 'numeric',
    ...(otherShape && { shape, expectedShape: tensor.shape }),
    answered,
    right,
    entries: wrong.map(({ place, expected, got }) => ({
      index: indexAt(tensor.shape, place).map((at) => at + 1),
      correct: false,
      verdict: 'wrong',
      expected,
      got,
    })),
    diagnosis: [],
  };
}
