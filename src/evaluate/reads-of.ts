import { rowMajor } from '../index/affine.ts';
import { type Formula, isReduction, parts } from '../index/formula.ts';
import { compile, holding, loops, type SlotValues } from '../index/loops.ts';

/** The entries of which a formula is made at some letters, as text: the same for the same formula of the same entries. */
export function readsOf(
  formula: Formula,
  slots: ReadonlyMap<string, number>,
): (letters: SlotValues) => string {
  switch (formula.kind) {
    case 'entry': {
      const { tensor, subscripts } = formula;
      const place = compile(rowMajor(tensor.shape, subscripts), slots);
      return (letters) => `${tensor.name} ${place(letters)}`;
    }
    case 'number':
      return () => formula.value.toFraction();
    case 'place': {
      const place = compile(formula.value, slots);
      return (letters) => String(place(letters));
    }
    case 'where': {
      const holds = holding(formula.conditions, slots);
      const body = readsOf(formula.body, slots);
      return (letters) => (holds(letters) ? body(letters) : '0');
    }
    default: {
      const inner = partsOf(formula).map((part) => readsOf(part, slots));
      // Terms and factors may have been put in another order.
      const read = (letters: SlotValues): string =>
        inner
          .map((part) => part(letters))
          .toSorted()
          .join(',');
      if (!isReduction(formula)) return (letters) => `${formula.kind}(${read(letters)})`;
      const each = loops(formula, slots);
      return (letters) => {
        const members: string[] = [];
        each(letters, () => members.push(read(letters)));
        return `${formula.kind}(${members.join(';')})`;
      };
    }
  }
}

/** a + (b + c) and (a b) c without their brackets, which tidying takes away. */
function partsOf(formula: Formula): readonly Formula[] {
  if (formula.kind !== 'add' && formula.kind !== 'multiply') return parts(formula);
  return parts(formula).flatMap((part) => (part.kind === formula.kind ? partsOf(part) : [part]));
}
