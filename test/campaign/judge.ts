import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { differing } from '../code/differing.ts';
import type { Case } from './net.ts';

/** Whoever says what a net's numbers are, or whether what we say of it holds. */
export interface Judge {
  readonly name: string;
  /** Why it cannot be asked here; undefined where it can. */
  absent(): string | undefined;
  /** What it says of each case, in order: many at once, since starting a program or a compiler takes longer than a net. */
  compare(cases: readonly Case[]): Promise<readonly Verdict[]>;
}

export type Verdict =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'differs'; readonly what: string };

/** What differs, if anything, as a verdict. */
export function verdict(what: string | undefined): Verdict {
  return what === undefined ? { kind: 'agrees' } : { kind: 'differs', what };
}

/** A verdict of each case alone; what is thrown is a difference too. */
export function each(judged: (one: Case) => Verdict | Promise<Verdict>): Judge['compare'] {
  return async (cases) => {
    const verdicts: Verdict[] = [];
    for (const one of cases) {
      try {
        verdicts.push(await judged(one));
      } catch (error) {
        verdicts.push(thrown(error));
      }
    }
    return verdicts;
  };
}

/** What a program printed, or why it did not. */
export interface Run {
  readonly found?: EvaluatedJson;
  readonly failed?: string;
}

/** The numbers of programs that are written one by one and run together. */
export function together(
  write: (one: Case, at: number) => string,
  run: (files: readonly string[]) => readonly Run[],
): Judge['compare'] {
  return async (cases) => {
    const files = cases.map((one, at) => {
      try {
        return write(one, at);
      } catch (error) {
        return thrown(error);
      }
    });
    const runs = run(files.filter((file) => typeof file === 'string')).values();
    return files.map((file, at) => {
      if (typeof file !== 'string') return file;
      const { found, failed } = runs.next().value ?? {};
      return verdict(found ? differing(found, cases[at].ours) : (failed ?? 'it printed nothing'));
    });
  };
}

function thrown(error: unknown): Verdict {
  return { kind: 'differs', what: error instanceof Error ? error.message : String(error) };
}
