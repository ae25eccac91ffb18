import type { FormatName } from '../../formats/index.ts';
import type { LmsName } from '../../lms/index.ts';
import type { Model } from '../../model/model.ts';
import type { Student, Target } from '../../worksheet/documents.ts';
import type { WorksheetPlan } from '../../worksheet/section.ts';
import type { Variant } from '../../worksheet/variants.ts';
import { fileName } from '../options/destination.ts';
import type { Order } from './order.ts';

/** Folders by what is in them; students get the first alone. */
export const folders: Readonly<Record<Target, string>> = {
  sheet: 'sheets',
  key: 'keys',
  solution: 'solutions',
};

/** Where a file of a variant is, below the folder of the worksheets. */
export function sheetFile(code: string, target: Target, format: FormatName): string {
  return `${folders[target]}/${fileName(code, format)}`;
}

/** What is to be made of a class. */
export interface Worksheets {
  readonly model: Model;
  readonly plan: WorksheetPlan;
  readonly seed: string;
  readonly variants: readonly Variant[];
  readonly order: Order;
  readonly targets: readonly Target[];
  readonly overview: boolean;
  readonly formats: readonly FormatName[];
  readonly lms: readonly LmsName[];
  readonly bundle: Sides | undefined;
  readonly folder: string;
}

/** On how many sides of a page one file for all is printed. */
export const sides = ['simplex', 'duplex'] as const;
export type Sides = (typeof sides)[number];

/** Who has which variant. */
export function studentsByCode(variants: readonly Variant[]): Record<string, Student> {
  return Object.fromEntries(variants.flatMap(({ code, student }) => (student ? [[code, student]] : [])));
}
