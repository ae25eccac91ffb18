import type { Subgradient } from '../expr/differentiate.ts';
import { nodeBound } from '../index/count.ts';
import { add, type Definition, type Formula, subformulas } from '../index/formula.ts';
import type { Law } from '../model/laws.ts';
import type { ProgramChoice } from './choices-met.ts';
import { type Arrays, definitionValues, type OtherChoice } from './law-values.ts';
import { readsOf } from './reads-of.ts';

/** What another choice adds to dL/d(tensor), by row-major place. */
export interface LawChange {
  readonly law: Law;
  readonly added: readonly (readonly [place: number, amount: number])[];
}

/** What the other outcomes of a choice inside a longer formula, as |p - y| is in a loss, change in the laws that meet it. */
export class ChangesInside {
  readonly #laws: readonly Law[];
  readonly #arrays: Arrays;
  readonly #conventions: Subgradient;
  /** What the terms of a law are as the conventions have it; by the first of the law and the function. */
  readonly #asChosen = new Map<Definition, Float64Array>();
  readonly #choosing = new Map<string, readonly { law: Law; definition: Definition }[]>();
  /** Operations done so far, at most. */
  work = 0;

  constructor(laws: readonly Law[], arrays: Arrays, conventions: Subgradient) {
    this.#laws = laws;
    this.#arrays = arrays;
    this.#conventions = conventions;
  }

  /** One list of changes for each other outcome. */
  of({ kind, bend, inside }: ProgramChoice): (readonly LawChange[])[] {
    if (!inside) return [];
    const others =
      kind === 'tie'
        ? inside.members.map((member) => otherWinner(inside.reads, member))
        : (bend?.slopes ?? []).map((slope) => otherSlope(inside.reads, bend?.function, slope));
    return others.map((other) => this.#changes(other, bend?.function));
  }

  #changes(other: OtherChoice, bent: string | undefined): LawChange[] {
    return this.#choosingBy(bent).map(({ law, definition }) => {
      const before =
        this.#asChosen.get(definition) ?? definitionValues([definition], this.#arrays, this.#conventions);
      this.#asChosen.set(definition, before);
      const after = definitionValues([definition], this.#arrays, this.#conventions, other);
      this.work += nodeBound(definition);
      const added = [...after].flatMap((value, place) =>
        value === before[place] ? [] : [[place, value - before[place]] as const],
      );
      return { law, added };
    });
  }

  /** The terms of laws that choose by this function, or by a maximum; all others stay as they are. */
  #choosingBy(bent: string | undefined): readonly { law: Law; definition: Definition }[] {
    const key = bent ?? '';
    const known = this.#choosing.get(key);
    if (known) return known;
    const found = this.#laws.flatMap((law) => {
      const { body } = law.definition;
      const terms = (body.kind === 'add' ? body.terms : [body]).filter((term) => choosesBy(term, bent));
      return terms.length > 0 ? [{ law, definition: { ...law.definition, body: add(...terms) } }] : [];
    });
    this.#choosing.set(key, found);
    return found;
  }
}

function choosesBy(formula: Formula, bent: string | undefined): boolean {
  return [...subformulas(formula)].some((part) =>
    bent === undefined ? part.kind === 'winner' : part.kind === 'slope' && part.function === bent,
  );
}

const nowhere = () => undefined;

function otherSlope(reads: string, bent: string | undefined, slope: number): OtherChoice {
  return {
    slope: (formula, slots) => {
      if (formula.function !== bent || formula.by !== 0) return nowhere;
      const given = formula.arguments.map((argument) => readsOf(argument, slots));
      return (letters) => (given.map((read) => read(letters)).join() === reads ? slope : undefined);
    },
    share: () => nowhere,
  };
}

function otherWinner(reads: string, winner: number): OtherChoice {
  return {
    slope: () => nowhere,
    share: (maximum, slots) => {
      const read = readsOf(maximum, slots);
      return (letters, member) => (read(letters) === reads ? Number(member === winner) : undefined);
    },
  };
}
