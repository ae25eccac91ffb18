/** A piece of code, and how strongly its outermost operator binds. Strengths are those of C, JavaScript and Python alike. */
export interface Code {
  readonly text: string;
  readonly binds: number;
  /** Whether it begins with a power, before which JavaScript allows no sign. */
  readonly leadsWithPower?: boolean;
}

export const Binds = {
  /** c ? a : b */
  Choice: 0,
  /** a == b, a < b */
  Comparison: 1,
  /** a + b */
  Sum: 2,
  /** a * b, a / b */
  Product: 3,
  /** -a */
  Sign: 4,
  /** a ** b */
  Power: 5,
  /** Names, numbers, calls. */
  Atom: 6,
} as const;

export function atom(text: string): Code {
  return { text, binds: Binds.Atom };
}

/** In brackets, where it binds less than its place needs. */
export function within(code: Code, least: number): string {
  return code.binds < least ? `(${code.text})` : code.text;
}

/** -a */
export function negated(code: Code): string {
  return code.leadsWithPower === true ? `-(${code.text})` : `-${within(code, Binds.Product)}`;
}
