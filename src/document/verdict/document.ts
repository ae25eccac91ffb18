import { writtenShape } from '../../index/tensor.ts';
import type { Diagnosed, Diagnosis } from '../../mistakes/diagnosis.ts';
import type { Model } from '../../model/model.ts';
import {
  type ArrayVerdict,
  type EntryVerdict,
  isRight,
  type Verdict,
  type Verified,
} from '../../verify/verdict.ts';
import type { Block, Document, Inline } from '../block.ts';
import { Names } from '../names.ts';
import { math, note, paragraph, section } from '../prose.ts';
import { arrayBlocks } from './array.ts';
import { choiceText } from './choices.ts';
import { subjectName } from './names.ts';
import { type Opinions, secondOpinionBlocks } from './second-opinion.ts';

/** What became of an answer: the verdict, the mistakes behind what is wrong, entry by entry what would be right. */
export function verdictDocument(
  model: Model,
  verified: Verified,
  diagnosed: Diagnosed,
  opinions?: Opinions,
): Document {
  const names = new Names(model);
  const { arrays, otherChoice, expected } = verified;
  return {
    title: `Verdict: ${model.title}`,
    blocks: [
      section('verdict', 'Verdict'),
      paragraph(...whole(verified)),
      overview(names, arrays),
      ...(otherChoice ? [note('Choice', choiceText(model, expected, otherChoice))] : []),
      ...(verified.undecided
        ? [
            note(
              'Choice',
              `These values meet ${verified.choicesMet} ties and kinks, too many to go through all choices together: only the conventions of model files were tried. What is wrong here could be another valid subgradient.`,
            ),
          ]
        : []),
      ...mistakesFound(diagnosed, verified),
      ...arrays.flatMap((array) => arrayBlocks(names, model, verified, array)),
      ...methods(verified),
      ...(opinions ? secondOpinionBlocks(model, names, expected, opinions) : []),
    ],
  };
}

function whole({ arrays, correct }: Verified): Inline[] {
  const entries = arrays.flatMap((array) => array.entries);
  const answered = entries.filter(({ verdict }) => verdict !== 'blank');
  const right = answered.filter(({ verdict }) => isRight(verdict)).length;
  const open = entries.length - answered.length;
  const rest = open > 0 ? ` ${open} ${open === 1 ? 'entry was' : 'entries were'} left open.` : '';
  if (correct)
    return [
      { kind: 'strong', text: 'Right', tone: 'good' },
      `: ${right === 1 ? 'the entry that was answered is' : `all ${right} entries that were answered are`} right.${rest}`,
    ];
  const misshapen = arrays.filter(({ otherShape }) => otherShape).length;
  return [
    { kind: 'strong', text: 'Wrong', tone: 'bad' },
    answered.length > 0
      ? `: ${answered.length - right} of ${answered.length} entries that were answered ${answered.length - right === 1 ? 'is' : 'are'} wrong.${rest}`
      : misshapen > 0
        ? ': the numbers stand in another order.'
        : ': nothing was answered.',
  ];
}

function overview(names: Names, arrays: readonly ArrayVerdict[]): Block {
  const rows = arrays.map((array): Inline[][] => {
    const { about, entries, correct, otherShape, shape } = array;
    const answered = entries.filter(({ verdict }) => verdict !== 'blank');
    const right = answered.filter(({ verdict }) => isRight(verdict)).length;
    return [
      [math(subjectName(names, about))],
      otherShape
        ? [`${shape.join(' × ')} in place of ${writtenShape(about.tensor).join(' × ')}`]
        : [`${right} of ${answered.length}`],
      [{ kind: 'strong', text: correct ? 'right' : 'wrong', tone: correct ? 'good' : 'bad' }],
      [right === 0 ? '–' : kindsOf(answered)],
    ];
  });
  return {
    kind: 'table',
    part: { kind: 'verdict', how: 'overview' },
    headings: [['Of'], ['Right'], ['Verdict'], ['How it is known']],
    rows,
  };
}

const words: Readonly<Record<Verdict, string>> = {
  proved: 'proved',
  exact: 'exact',
  rounded: 'as rounded',
  within: 'within tolerance',
  tested: 'tested',
  subgradient: 'another subgradient',
  wrong: 'wrong',
  blank: 'left open',
};

/** "3 exact, 1 wrong" */
function kindsOf(entries: readonly EntryVerdict[]): string {
  const kinds = [...new Set(entries.map(({ verdict }) => verdict))];
  return kinds
    .map((kind) => {
      const count = entries.filter(({ verdict }) => verdict === kind).length;
      return count === entries.length ? words[kind] : `${count} ${words[kind]}`;
    })
    .join(', ');
}

/** The explanations that fit best; what cannot be told apart by the numbers is said together. */
function mistakesFound({ diagnoses, notTried }: Diagnosed, { correct, arrays }: Verified): Block[] {
  if (correct) return [];
  const best = diagnoses.filter(({ rank }) => rank === 0);
  const later = diagnoses.filter(
    ({ rank, mistakes: [first, ...more] }) =>
      rank > 0 && !best.some((diagnosis) => diagnosis.whole) && more.length === 0 && !first.mistake.general,
  );
  const chosen = [...best.slice(0, 4), ...later.slice(0, 2)];
  const untried: Block[] =
    notTried > 0
      ? [paragraph(`${notTried} further combinations of mistakes were not tried: the model is too large.`)]
      : [];
  if (chosen.length === 0) {
    const entries = arrays.flatMap((array) => array.entries);
    const wrong = entries.filter(({ verdict }) => verdict === 'wrong');
    // What was left open is no mistake.
    if (wrong.length === 0) return untried;
    return [
      section('mistakes', 'What went wrong'),
      paragraph(unexplained(wrong, entries.length)),
      ...untried,
    ];
  }
  return [
    section('mistakes', 'What went wrong'),
    ...(best.length > 1 ? [paragraph('These mistakes give the same numbers here; it was one of them:')] : []),
    ...chosen.flatMap((diagnosis) => mistakeBlocks(diagnosis)),
    ...untried,
  ];
}

function unexplained([only, ...others]: readonly EntryVerdict[], count: number): string {
  if (others.length > 0 || count === 1)
    return 'None of the known mistakes, nor two of them together, give these numbers.';
  const { gotFloat, slack, expected } = only;
  const isOpposite =
    gotFloat !== undefined && expected.float !== undefined && Math.abs(gotFloat + expected.float) <= slack;
  return isOpposite
    ? 'One entry alone is wrong, and has the opposite sign of what is right: look for a slip in its own calculation.'
    : 'One entry alone is wrong, and no known mistake changes only that one: look for a slip in its own calculation.';
}

function mistakeBlocks({ mistakes, text }: Diagnosis): Block[] {
  return [
    note(mistakes.length > 1 ? 'Two mistakes' : 'Mistake', text),
    ...mistakes.map(({ mistake }) => paragraph(mistake.explanation)),
  ];
}

const explained: Readonly<Partial<Record<Verdict, string>>> = {
  proved:
    'the formula is the derivative for all values: equal expressions, or equal polynomial normal forms in exact arithmetic',
  exact: 'the number is the derivative, in exact arithmetic',
  rounded: 'the derivative, rounded as it was written',
  within:
    'as near to the derivative as the arithmetic it was computed in can be, entry by entry, or as near as was asked for',
  tested: 'the formula has the derivative’s value at random points; no proof',
  subgradient: 'valid at a tie or a kink, by another choice than the model’s conventions make',
};

function methods({ arrays, bound }: Verified): Block[] {
  const entries = arrays.flatMap((array) => array.entries);
  const used = (Object.keys(explained) as Verdict[]).filter((kind) =>
    entries.some(({ verdict }) => verdict === kind),
  );
  if (used.length === 0) return [];
  const region = entries.some(({ inRegion }) => inRegion);
  return [
    section('how', 'How it is known'),
    {
      kind: 'list',
      part: { kind: 'verdict', how: 'methods' },
      items: used.map((kind): Inline[] => [
        { kind: 'strong', text: words[kind] },
        `: ${explained[kind]}${kind === 'proved' && region ? ', some in the region of these values (with the winners of maxima and the sides of kinks that they have)' : ''}${kind === 'tested' && bound > 0 ? ` (it errs with a probability of at most ${bound.toExponential(0)})` : ''}.`,
      ]),
    },
  ];
}
