import type { Definition } from '../../index/formula.ts';
import { simplify } from '../../index/simplify.ts';
import type { Law } from '../../model/laws.ts';
import type { Notation } from '../../notation/notation.ts';
import { operatorLine } from '../../writing/operators/index.ts';
import { arrayName, type Fact } from '../../writing/operators/operator.ts';
import type { Block, EquationLine } from '../block.ts';
import type { Names } from '../names.ts';
import { equals, equation, math, paragraph } from '../prose.ts';
import { lawLine, lawStyle, sameLine } from './law-lines.ts';

/** A rule with whole arrays: o_f = sum over c of I_c * W_fc + b_f. Nothing where it has no such form, or says no more. */
export function ruleOperators(names: Names, definition: Definition): Block[] {
  const simple = simplify(definition);
  const found = operatorLine(simple, names.style);
  const line = ruleWithArrays(names, simple);
  if (!found || !line || simple.output.role === 'loss' || isPlain(found.rights)) return [];
  return [
    ...equation({ kind: 'forward', tensor: simple.output.name, how: 'operators' }, [line]),
    ...found.facts.flatMap((fact) => ruleFact(fact)),
  ];
}

/** The line alone, of a simplified rule; undefined where it has no form with whole arrays. */
export function ruleWithArrays(names: Names, rule: Definition): EquationLine | undefined {
  const found = operatorLine(rule, names.style);
  if (!found) return undefined;
  const array = arrayName(
    { kind: 'entry', tensor: rule.output, subscripts: rule.subscripts },
    found.kept,
    names.style,
  );
  return equals(array, ...found.rights);
}

/** A law with whole arrays: dL/dW = I * delta. Nothing where it has no such form, or says no more than with subscripts. */
export function lawOperators(names: Names, law: Law): Block[] {
  const found = operatorLine(law.definition, lawStyle(names, law));
  const line = lawWithArrays(names, law);
  if (!found || !line || isPlain(found.rights)) return [];
  // A law of few letters may look the same both ways.
  if (sameLine(line, lawLine(names, law))) return [];
  return [
    ...equation({ kind: 'law', tensor: law.of.name, how: 'operators' }, [line]),
    ...found.facts.flatMap((fact) => lawFact(fact, law.of.role === 'weight')),
  ];
}

/** The line alone; undefined where the law has no form with whole arrays. */
export function lawWithArrays(names: Names, law: Law): EquationLine | undefined {
  const style = lawStyle(names, law);
  const found = operatorLine(law.definition, style);
  if (!found) return undefined;
  const { subscripts } = law.definition;
  const array = arrayName({ kind: 'entry', tensor: law.gradient, subscripts }, found.kept, style);
  return equals(array, ...found.rights);
}

/** One array passed on as it is: nothing is gained by leaving out its subscripts. */
function isPlain([right]: readonly Notation[]): boolean {
  return right.kind === 'symbol' || right.kind === 'derivative';
}

function ruleFact({ kind, kernel, image }: Fact): Block[] {
  if (kind !== 'correlation' || !kernel || !image) return [];
  return [
    paragraph('A cross-correlation: ', math(kernel), ' slides over ', math(image), ' and is not flipped.'),
  ];
}

/** Why the law has the form that it has. */
function lawFact(fact: Fact, weight: boolean): Block[] {
  const { kernel, image } = fact;
  switch (fact.kind) {
    case 'correlation':
      if (!kernel || !image) return [];
      return [
        paragraph(
          'A cross-correlation again: ',
          math(kernel),
          ' slides over ',
          math(image),
          '. ',
          ...(weight
            ? ['The sum runs over all windows, because they share one filter and each adds its part. ']
            : []),
          'Nothing is flipped: the place of the window and the place within it are added in the subscript of ',
          math(image),
          ', so both run the same way.',
        ),
      ];
    case 'turned':
      if (!kernel) return [];
      return [
        paragraph(
          'A convolution, or a full correlation with the filter turned by 180°. Here the filter is flipped: ',
          'an entry lies early in the windows that begin late, and late in those that begin early, so the subscript of ',
          math(kernel),
          ' runs against that of what arrives.',
        ),
      ];
    case 'spread':
      return [
        paragraph(
          'A transposed convolution: what arrives is spread out with zeros, as far apart as the windows are, then correlated in full with the filter turned by 180°. ',
          'The filter is flipped because an entry lies early in the windows that begin late.',
        ),
      ];
    case 'repeated':
      return [
        paragraph(
          'Windows side by side: each entry lies in one window and gets what arrives there; the Kronecker product repeats it over the window.',
        ),
      ];
    case 'winners':
      return [
        paragraph(
          math({ kind: 'indicator', subscripts: [{ kind: 'words', text: 'max' }] }),
          ' is 1 at the winner of each window and 0 elsewhere: only winners pass the gradient on.',
        ),
      ];
    case 'jacobian':
      return [
        paragraph(
          'Each output depends on the entry at its own place only: the Jacobian is diagonal, and a product with it is entrywise.',
        ),
      ];
    case 'softmax':
      return [
        paragraph(
          'Every output of a softmax depends on every entry: the bracket is its Jacobian, which equals its own transpose.',
        ),
      ];
  }
}
