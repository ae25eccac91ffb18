import { greek, isLetter, nameParts } from './letters.ts';

/** How the letter of a symbol is set, where it is not set as usual. */
export type Face = 'bold' | 'calligraphic' | 'upright';

/** What stands over the letter of a symbol. */
export type Accent = 'hat' | 'tilde' | 'bar';

/** What is written for a quantity: a name as model files have them, its face and its accent. */
export interface WrittenSymbol {
  readonly name: string;
  readonly face?: Face;
  readonly accent?: Accent;
}

const faces: ReadonlyMap<string, Face> = new Map([
  ['mathcal', 'calligraphic'],
  ['mathbf', 'bold'],
  ['boldsymbol', 'bold'],
  ['mathrm', 'upright'],
]);

const accents: ReadonlySet<string> = new Set(['hat', 'tilde', 'bar'] satisfies Accent[]);

/** What a symbol may be, for the sentence that refuses another. */
export const symbolExpected =
  'a letter or a name, such as K, delta or K1, or one in \\mathcal{L}, \\mathbf{K}, \\mathrm{K}, \\hat{y}, \\tilde{y} or \\bar{y}';

/** K, delta, \delta, K1, \mathcal{L}, \hat{\mathbf{y}}: the symbol, or undefined for anything else. */
export function writtenSymbol(text: string): WrittenSymbol | undefined {
  const [, command = '', inner = ''] = /^\\([a-z]+)\{(.*)\}$/s.exec(text.trim()) ?? [];
  if (accents.has(command)) {
    const under = writtenSymbol(inner);
    return under && !under.accent && isLetter(under.name)
      ? { ...under, accent: command as Accent }
      : undefined;
  }
  const face = faces.get(command);
  const name = plainName(face ? inner.trim() : text.trim());
  if (name === undefined) return undefined;
  // TeX has calligraphic capitals only.
  if (face === 'calligraphic' && !/^[A-Z]$/.test(name)) return undefined;
  return face ? { name, face } : { name };
}

/** A name without its backslash, a Greek letter by name. */
export function plainName(text: string): string | undefined {
  const name = nameParts(text.replace(/^\\/, ''));
  const whole = `${name.name}${name.index}`;
  if (text.startsWith('\\') && !greek.has(whole)) return undefined;
  return /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(whole) ? whole : undefined;
}
