/** A member of a catalogue that is loaded when it is used, and what is to be known of it before. */
export interface Lazy<Member> {
  /** What follows the name in the name of its file, the usual one first: ".tex", "-slides.tex". */
  readonly endings: readonly [string, ...string[]];
  load(): Promise<Member>;
}

/** The names of a catalogue, in its order. */
export function namesIn<Name extends string>(catalogue: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(catalogue) as Name[];
}
