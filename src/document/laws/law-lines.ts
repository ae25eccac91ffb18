import { entry } from '../../index/formula.ts';
import { covers, rangesOf, windowsOverlap } from '../../index/law.ts';
import { simplify } from '../../index/simplify.ts';
import type { Law } from '../../model/laws.ts';
import { partial } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import { entryOf, type FormulaStyle, letterRanges, ofFormula } from '../../writing/of-formula.ts';
import { recognizing } from '../../writing/recognize.ts';
import type { Block, EquationLine } from '../block.ts';
import type { Names } from '../names.ts';
import { equals, equation, math, paragraph } from '../prose.ts';

/** The law of a tensor in index letters: one line for all its entries, and a word on those that it leaves out. */
export function lawSums(names: Names, law: Law): Block[] {
  return [...equation({ kind: 'law', tensor: law.of.name }, [lawLine(names, law)]), ...leftOut(names, law)];
}

/** Whether a law only says that a number that goes by one name has one gradient. */
export function isRename(names: Names, { users }: Law): boolean {
  return users.length === 1 && names.isRenamed(users[0].output);
}

/** Windows that do not reach the last rows leave entries that move nothing. */
function leftOut(names: Names, { of, definition }: Law): Block[] {
  const partly = definition.subscripts.some(
    (form, axis) => !covers(form, rangesOf(form, definition.over), of.shape[axis]),
  );
  if (!partly) return [];
  return [
    paragraph(
      'The other entries of ',
      math(symbolOf(names.shown(of))),
      ' are in no window: their gradient is 0.',
    ),
  ];
}

/** dL/dW_mn = sum over i, j of dL/do_ij do_ij/dW_mn = sum over i, j of delta_ij I_{i+m-1, j+n-1} */
export function lawLine(names: Names, law: Law): EquationLine {
  const style = lawStyle(names, law);
  const { definition } = law;
  const left = entryOf({ kind: 'entry', tensor: law.gradient, subscripts: definition.subscripts }, style);
  return equals(left, ...chained(names, law), ofFormula(definition.body, style));
}

/** How a law is written: gradients by their short names or as derivatives, layers' outputs by theirs. */
export function lawStyle(names: Names, law: Law): FormulaStyle {
  const outputs = new Map([...law.cotangents].map(([output, gradient]) => [gradient, output]));
  const style: FormulaStyle = {
    ...names.style,
    unnamed: (tensor, subscripts) => {
      const output = outputs.get(tensor);
      return output && names.cotangentAt(output, subscripts);
    },
  };
  const definitions = law.users.flatMap((rule) => rule.definitions.map(simplify));
  const overlapping = definitions.some((definition) => windowsOverlap(definition, law.of));
  return definitions.reduce((inner, definition) => recognizing(inner, definition, overlapping), style);
}

/** sum over i, j of dL/do_ij do_ij/dW_mn, where one rule alone takes the tensor and has more than one output. */
function chained(names: Names, { of, users, definition }: Law): Notation[] {
  const [user] = users;
  if (users.length !== 1 || user.definitions.length > 1 || user.output.role === 'loss') return [];
  const rule = simplify(user.definitions[0]);
  const left = new Set(definition.over.map((range) => range.letter));
  const over = rule.over.filter((range) => !left.has(range.letter));
  if (over.length === 0) return [];
  const output = entry(user.output, ...rule.subscripts);
  const by = entryOf({ kind: 'entry', tensor: of, subscripts: definition.subscripts }, names.style);
  const term: Notation = {
    kind: 'product',
    factors: [partial(names.loss, entryOf(output, names.style)), partial(entryOf(output, names.style), by)],
    dots: false,
  };
  return [
    { kind: 'reduction', operator: 'sum', over: letterRanges(over, names.style), where: [], body: term },
  ];
}

/** Whether two lines look the same. */
export function sameLine(first: EquationLine, second: EquationLine): boolean {
  const shown = ({ left, steps }: EquationLine): string =>
    [left, ...steps.map(({ right }) => right)].map(text).join(' = ');
  return shown(first) === shown(second);
}
