import Fraction from 'fraction.js';
import type { Block, Inline } from '../document/block.ts';
import { lawLine, lawStyle } from '../document/laws/law-lines.ts';
import { equation, math, paragraph } from '../document/prose.ts';
import type { Setting } from '../document/setting.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { definitionValues } from '../evaluate/law-values.ts';
import { type Definition, hasKind, subformulas, tensorsIn } from '../index/formula.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { type Slip, slips } from '../mistakes/slips.ts';
import type { Law } from '../model/laws.ts';
import type { Conventions } from '../model/model.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import { drawing } from '../verify/random-point.ts';
import { entryOf, type FormulaStyle, ofFormula } from '../writing/of-formula.ts';
import { type Exercise, type Material, shuffled } from './exercise.ts';
import { type Field, letterOf, type Question } from './question.ts';
import { shortNames } from './short-names.ts';

/** Laws to choose from. */
const offered = 4;
const mostQuestions = 4;

/** The general law of a gradient, among laws with one slip each. */
export const law: Exercise = {
  name: 'law',
  summary: 'choose the general law of a gradient, in index letters, and say how long its sum is',
  questions: ({ setting, parts, draw }) =>
    asked(setting).flatMap((found): Question[] => {
      const { names } = setting;
      const tensor = found.of;
      const right = lawNotation(setting, found, found.definition);
      const wrong = reallyWrong(
        setting,
        found,
        kindsFirst(slips(found.definition).filter(isFair(found)), draw),
        text(right),
      );
      // One of two is no choice.
      if (wrong.length < 2) return [];
      const options = shuffled([undefined, ...wrong], draw);
      const letters = found.definition.subscripts;
      const style = lawStyle(names, found);
      const left = entryOf({ kind: 'entry', tensor: found.gradient, subscripts: letters }, style);
      const choice: Field = {
        name: `law ${tensor.name}`,
        label: left,
        points: 2,
        answer: {
          kind: 'choice',
          options: options.map((option) => [math(option ? option.notation : right)]),
          right: options.indexOf(undefined),
        },
      };
      const terms = termsOf(found.definition);
      const count: Field = {
        name: `terms ${tensor.name}`,
        label: { kind: 'words', text: 'terms of the sum for one entry' },
        points: 1,
        answer: { kind: 'number', exact: new Fraction(terms), float: terms },
      };
      return [
        {
          exercise: 'law',
          key: `law-${tensor.name}`,
          title: ['The law of ', math(names.gradient(tensor))],
          ask: [
            paragraph(
              'Only one of these is the gradient for every entry of ',
              math(entryOf({ kind: 'entry', tensor, subscripts: letters }, names.style)),
              ...shortNames(names, usedBy(found)),
              '. Which one?',
            ),
            ...(hasKind(found.definition.body, 'winner')
              ? [paragraph('An indicator is 1 for the entry that wins the window, and 0 for the others.')]
              : []),
          ],
          fields: terms > 1 ? [choice, count] : [choice],
          hint: [
            'Write down, in letters, every output that the entry takes part in, and what it is multiplied by there.',
          ],
          difficulty: 3,
          space: 4,
          solution: [
            ...ruleOf(found, parts),
            ...equation(undefined, [lawLine(names, found)]),
            {
              kind: 'list',
              items: options.flatMap((option, at) =>
                option ? [[`${letterOf(at)}: ${option.slip.what}`, ...where(option.slip, style), '.']] : [],
              ),
            },
          ],
        },
      ];
    }),
};

/** The laws of weights, and of what takes part in a sum or a maximum; of long nets the first ones. */
function asked({ flowing, model, wrt }: Setting): Law[] {
  const tensors: Tensor[] = [
    ...wrt.filter(({ role }) => role === 'weight'),
    ...model.steps.flatMap(({ inputs }) => inputs).filter((tensor) => flowing.has(tensor)),
  ];
  return [...new Set(tensors)]
    .flatMap((tensor) => analysisOf(model).law(tensor) ?? [])
    .filter(({ of, definition }) => entryCount(of.shape) > 1 && (of.role === 'weight' || gathers(definition)))
    .slice(0, mostQuestions);
}

/** Whether a law has a sum, a winner or a number in it: without them it only hands on. */
function gathers({ body }: Definition): boolean {
  return hasKind(body, 'sum', 'where', 'winner', 'number');
}

/** Not one that gives itself away by how it looks: a condition that does not fit, sums that had to be written apart. */
function isFair({ definition }: Law): (slip: Slip) => boolean {
  const parts = [...subformulas(definition.body)];
  const hasEdges = parts.some(
    (part) => part.kind === 'where' || (part.kind === 'sum' && part.where.length > 0),
  );
  const several = parts.some((part) => part.kind === 'sum' && part.over.length > 1);
  return ({ kind, at }) => {
    if (kind === 'shift' || kind === 'exchange' || kind === 'stride') return at !== undefined && !hasEdges;
    return kind !== 'last' || !several;
  };
}

/** In any order, but one of each kind before the second of any. */
function kindsFirst(all: readonly Slip[], draw: () => bigint): Slip[] {
  const mixed = shuffled(all, draw);
  const turn = ({ kind }: Slip, at: number): number =>
    mixed.slice(0, at).filter((slip) => slip.kind === kind).length;
  return mixed
    .map((slip, at) => ({ slip, turn: turn(slip, at) }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ slip }) => slip);
}

interface Wrong {
  readonly slip: Slip;
  readonly notation: Notation;
}

/** Slips that look like no other option, and that have other values than all of them. */
function reallyWrong(setting: Setting, found: Law, candidates: readonly Slip[], right: string): Wrong[] {
  const seen = new Set([right]);
  const points = [new Point(-1), new Point(0)];
  const valuesOf = (definition: Definition): number[] =>
    points.flatMap((point) => point.values(definition, setting.model.conventions));
  const known = [valuesOf(found.definition)];
  const wrong: Wrong[] = [];
  for (const slip of candidates) {
    if (wrong.length === offered - 1) break;
    const notation = lawNotation(setting, found, slip.written);
    if (seen.has(text(notation))) continue;
    const values = valuesOf(slip.definition);
    if (!known.every((numbers) => differ(values, numbers))) continue;
    known.push(values);
    seen.add(text(notation));
    wrong.push({ slip, notation });
  }
  return wrong;
}

/** Numbers for every tensor, from `least` to 1: where they are positive, roots and logarithms have values. */
class Point {
  readonly #least: number;
  readonly #draw = drawing(1n);
  readonly #arrays = new Map<Tensor, Float64Array>();

  constructor(least: number) {
    this.#least = least;
  }

  values(definition: Definition, conventions: Conventions): number[] {
    for (const tensor of tensorsIn(definition.body)) this.#add(tensor);
    return Array.from(definitionValues([definition], this.#arrays, conventions));
  }

  #add(tensor: Tensor): void {
    if (this.#arrays.has(tensor)) return;
    const number = (): number => this.#least + (1 - this.#least) * (Number(this.#draw() >> 11n) / 2 ** 53);
    this.#arrays.set(tensor, Float64Array.from({ length: entryCount(tensor.shape) }, number));
  }
}

/** Clearly more than rounding, somewhere. */
function differ(some: readonly number[], others: readonly number[]): boolean {
  return some.some((number, at) => {
    const theirs = others[at];
    return Math.abs(number - theirs) > 1e-6 * Math.max(1, Math.abs(number), Math.abs(theirs));
  });
}

/** " (at delta_ij)" */
function where({ at }: Slip, style: FormulaStyle): Inline[] {
  return at ? [' (at ', math(entryOf(at, style)), ')'] : [];
}

function lawNotation({ names }: Setting, found: Law, definition: Definition): Notation {
  return ofFormula(definition.body, lawStyle(names, found));
}

/** The forward rules that the law follows from. */
function ruleOf({ users }: Law, parts: Material['parts']): Block[] {
  return users.flatMap(({ output }) => parts({ kind: 'forward', tensor: output.name, how: 'rule' }));
}

/** The tensors whose gradients are in the law: its own, and those that it is made of. */
function usedBy({ of, cotangents, definition }: Law): Tensor[] {
  const tensors = tensorsIn(definition.body);
  const arriving = [...cotangents].filter(([, gradient]) => tensors.includes(gradient));
  return [of, ...arriving.map(([output]) => output)];
}

/** How many terms the sum of every entry has; 1 where there is no sum, or where it is longer for some entries than for others. */
function termsOf({ body }: Definition): number {
  if (body.kind !== 'sum' || body.where.length > 0) return 1;
  return body.over.reduce((product, { size }) => product * size, 1);
}
