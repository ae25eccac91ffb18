/** A catalogue is an object: its members under their names, in the order in which they are listed. */
export type Catalogue<Member, Name extends string = string> = Readonly<Record<Name, Member>>;

/** A member that is loaded when it is used, and what is to be known of it before. */
export interface Lazy<Member> {
  /** What follows the name in the name of its file, the usual one first: ".tex", "-slides.tex". */
  readonly endings: readonly [string, ...string[]];
  load(): Promise<Member>;
}

/** The names of a catalogue, in its order. */
export function namesIn<Name extends string>(catalogue: Catalogue<unknown, Name>): Name[] {
  return Object.keys(catalogue) as Name[];
}

/** The member under a name that somebody wrote, who may have written "constructor". */
export function memberNamed<Member>(catalogue: Catalogue<Member>, name: string): Member | undefined {
  return Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
}
