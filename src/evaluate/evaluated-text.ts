import { writtenIndex, writtenShape } from '../index/tensor.ts';
import type { Evaluated, EvaluatedModel } from './evaluated.ts';
import type { EntryPlace } from './nonsmooth.ts';

/** Numbers for a terminal: each array's rows, columns aligned, exact where they are; then the choices that were made. */
export function evaluatedText(model: EvaluatedModel): string {
  const { loss, outputs, gradients, hessians, jacobians, choices } = model;
  const blocks = [
    ...(loss ? [array('loss', loss)] : []),
    ...[...outputs].map(([name, output]) => array(name, output)),
    ...[...gradients].map(([name, gradient]) => array(`gradient of ${name}`, gradient)),
    ...[...hessians].map(([name, second]) => array(`second derivatives by ${name}`, second)),
    ...[...jacobians].flatMap(([name, by]) =>
      [...by].map(([parameter, derivatives]) => array(`derivatives of ${name} by ${parameter}`, derivatives)),
    ),
    ...(choices.length > 0 ? [choices.slice(0, mostChoices).map(choiceText).join('\n')] : []),
    ...(choices.length > mostChoices ? [`and ${choices.length - mostChoices} more choices`] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const mostChoices = 20;

/** "tie: a[1,1,2] and a[1,2,1] are equal; it moves the gradient of I at [1,1,2] between 0 and 1" */
function choiceText({ met, moved }: EvaluatedModel['choices'][number]): string {
  const names = met.candidates.map(({ at }) => (at ? placeText(at) : 'a part of a formula'));
  const what = met.bend
    ? `kink: ${names[0]} is ${met.bend.argument}, where ${met.bend.function} takes the slope ${met.bend.chosen} of [${met.bend.slopes.toSorted((a, b) => a - b).join(', ')}]`
    : `tie: ${names.join(', ')} are all ${met.value} and share one gradient`;
  if (!moved) return `${what}; what the choice moves was not worked out`;
  const moves = moved.map(({ at, from, to }) => `the gradient of ${placeText(at)} between ${from} and ${to}`);
  return `${what}; the choice moves ${moves.length === 0 ? 'no gradient' : moves.join(', ')}`;
}

function placeText({ tensor, place }: EntryPlace): string {
  const index = writtenIndex(tensor, place);
  return index.length === 0 ? tensor.name : `${tensor.name}[${index.join(',')}]`;
}

function array(title: string, evaluated: Evaluated): string {
  const { shape, value, exact } = evaluated;
  const texts = exact ? exact.map((fraction) => fraction.toFraction()) : Array.from(value, String);
  const head = shape.length === 0 ? title : `${title} (${writtenShape(evaluated).join(' × ')})`;
  const columns = shape[shape.length - 1] ?? 1;
  const width = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const rowsPerMatrix = shape[shape.length - 2] ?? 1;
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += columns) {
    if (at > 0 && (at / columns) % rowsPerMatrix === 0) lines.push('');
    lines.push(
      `  ${texts
        .slice(at, at + columns)
        .map((text) => text.padStart(width))
        .join('  ')}`,
    );
  }
  return [head, ...lines].join('\n');
}
