import type { Model } from '../model/model.ts';
import type { Student } from './documents.ts';
import { NiceValues } from './nice-values.ts';
import type { WorksheetPlan } from './section.ts';
import { variantCode } from './variant-code.ts';

/** A variant that is to be printed. */
export interface Variant {
  readonly code: string;
  readonly student?: Student;
}

export interface Variants {
  readonly variants: readonly Variant[];
  /** How many of them have numbers that another one has as well: the space of numbers was too small. */
  readonly shared: number;
}

/** Codes that are drawn for one student before two students may have the same numbers. */
const mostCodes = 25;

/**
 * A variant for each student, or so many without names: each with a code of its own, and with numbers of its own as
 * long as there are enough. Whoever comes later in the list changes nothing for those before.
 */
export function variantsOf(
  model: Model,
  plan: WorksheetPlan,
  seed: string,
  students: readonly Student[] | number,
): Variants {
  const whose =
    typeof students === 'number' ? Array.from({ length: students }, (_, at) => String(at + 1)) : students;
  if (!model.random) {
    // Everybody has the same numbers; codes tell the sheets apart.
    const variants = whose.map((one) => named(variantCode(seed, idOf(one), 0), one));
    return { variants, shared: variants.length > 1 ? variants.length : 0 };
  }
  const nice = new NiceValues(model, plan.numbers);
  const taken = new Set<string>();
  const codes = new Set<string>();
  let shared = 0;
  const variants = whose.map((one) => {
    for (let attempt = 0; ; attempt++) {
      const code = variantCode(seed, idOf(one), attempt);
      if (codes.has(code)) continue;
      const numbers = signature(nice.variant(code));
      const isLast = attempt >= mostCodes;
      if (taken.has(numbers) && !isLast) continue;
      if (isLast && taken.has(numbers)) shared++;
      taken.add(numbers);
      codes.add(code);
      return named(code, one);
    }
  });
  return { variants, shared };
}

function idOf(student: Student | string): string {
  return typeof student === 'string' ? student : student.id;
}

function named(code: string, student: Student | string): Variant {
  return typeof student === 'string' ? { code } : { code, student };
}

function signature({ values }: Model): string {
  return [...(values ?? [])].map(([, { data }]) => data.map((value) => value.toFraction()).join()).join(';');
}
