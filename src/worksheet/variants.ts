import type { Model } from '../model/model.ts';
import type { Student } from './documents.ts';
import { type Drawn, NiceValues } from './nice-values.ts';
import type { WorksheetPlan } from './section.ts';
import { variantCode } from './variant-code.ts';

/** A variant that is to be printed. */
export interface Variant {
  readonly code: string;
  readonly student?: Student;
}

export interface Variants {
  readonly variants: readonly Variant[];
  /** How many of them have the numbers of one before: there were not enough different ones. */
  readonly shared: number;
}

/** Codes that are drawn for one student before two students may have the same numbers. */
const mostCodes = 25;

/** A variant with its numbers. */
interface DrawnVariant {
  readonly variant: Variant;
  readonly drawn: Drawn;
  /** All its numbers as one text. */
  readonly numbers: string;
  /** Whether one before it has the same numbers. */
  readonly isShared: boolean;
}

/**
 * A variant for each student, or so many without names: each with a code of its own, and with numbers of its own as
 * long as there are enough. Whoever comes later in the list changes nothing for those before.
 */
export function* drawnVariants(
  model: Model,
  plan: WorksheetPlan,
  seed: string,
  students: readonly Student[] | number,
): Generator<DrawnVariant> {
  const whose =
    typeof students === 'number' ? Array.from({ length: students }, (_, at) => String(at + 1)) : students;
  const nice = model.random && new NiceValues(model, plan.numbers);
  const usedCodes = new Set<string>();
  const codes = new Set<string>();
  for (const student of whose) {
    for (let attempt = 0; ; attempt++) {
      const code = variantCode(seed, idOf(student), attempt);
      if (codes.has(code)) continue;
      // Without random numbers everybody has the same ones; codes tell the sheets apart.
      const drawn = nice ? nice.drawn(code) : { model, draws: 1, refused: new Map() };
      const numbers = signature(drawn.model);
      const isShared = usedCodes.has(numbers);
      if (isShared && nice && attempt < mostCodes) continue;
      usedCodes.add(numbers);
      codes.add(code);
      yield { variant: named(code, student), drawn, numbers, isShared };
      break;
    }
  }
}

/** All of these, and how many share their numbers with one before. */
export function variantsOf(...from: Parameters<typeof drawnVariants>): Variants {
  const all = Array.from(drawnVariants(...from), ({ variant, isShared }) => ({ variant, isShared }));
  const shared = all.filter(({ isShared }) => isShared).length;
  return { variants: all.map(({ variant }) => variant), shared };
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
