import { compare, num, plus, powerOf, sym, times } from '../../src/notation/build.ts';
import type { LetterRange, Notation, Operator, Relation } from '../../src/notation/notation.ts';

/** What a formula over whole arrays says as it is printed: its LaTeX read back as notation. */
export function readNotation(latex: string): Notation {
  const reader = new NotationReader(
    latex
      .replace(/\\(?:left|right|bigl|bigr|Biggl|Biggr)(?![a-z])\s*/g, '')
      .replace(/\\,/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const notation = reader.sum();
  reader.end();
  return notation;
}

const operators: Readonly<Record<string, Operator>> = {
  '\\star': 'correlate',
  '*': 'convolve',
  '\\odot': 'entrywise',
  '\\otimes': 'kronecker',
  '\\times': 'by',
};

const relations: Readonly<Record<string, Relation>> = {
  '=': '=',
  '<': '<',
  '>': '>',
  '\\le': '<=',
  '\\ge': '>=',
  '\\ne': '!=',
};

class NotationReader {
  #at = 0;
  /** Whether the next bar is that at the end of |x|. */
  #inSize = false;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    if (this.#rest() !== '') throw new Error(`what is ${this.#rest().slice(0, 40)} in ${this.#text}?`);
  }

  sum(): Notation {
    const terms = [this.#takes(/^-/) ? times([num(-1), this.#term()]) : this.#term()];
    for (;;) {
      const sign = this.#takes(/^[+-]/);
      if (!sign) return plus(terms);
      terms.push(sign === '-' ? times([num(-1), this.#term()]) : this.#term());
    }
  }

  /** Products beside each other bind more than the signs between arrays. */
  #term(): Notation {
    let term = this.#product();
    for (;;) {
      const sign = this.#takes(/^(?:\*|\\(?:star|odot|otimes|times)(?![a-z]))/);
      if (!sign) return term;
      term = { kind: 'operation', operator: operators[sign], of: [term, this.#product()] };
    }
  }

  #product(): Notation {
    const factors = [this.#power()];
    const more = /^(?:[\w([{]|\\(?!ge|le|ne|cdot|star|odot|otimes|times))/;
    while (
      this.#takes(/^\\cdot/) ||
      more.test(this.#rest()) ||
      (!this.#inSize && this.#rest().startsWith('|'))
    )
      factors.push(this.#power());
    return times(factors);
  }

  #power(): Notation {
    const base = this.#atom();
    if (!this.#takes(/^\^/)) return base;
    const exponent = readNotation(this.#group());
    return exponent.kind === 'number' ? powerOf(base, exponent.value) : { kind: 'power', base, exponent };
  }

  #atom(): Notation {
    const digits = this.#takes(/^\d+(?:\.\d+)?/);
    if (digits) return num(Number(digits));
    if (this.#takes(/^\(/)) return this.#until(')');
    if (this.#takes(/^\|/)) return this.#size();
    if (this.#takes(/^\[/)) return this.#bracket();
    if (this.#takes(/^\\sum/)) return this.#reduction();
    if (this.#takes(/^\\begin\{cases\}/)) return this.#cases();
    if (this.#takes(/^\\text\{T\}/)) return { kind: 'words', text: 'T' };
    const words = this.#takes(/^\\text\{[^}]*\}/);
    if (words) return { kind: 'words', text: words.slice('\\text{'.length, -1) };
    if (this.#takes(/^\\mathbf\{1\}/)) return { kind: 'indicator', subscripts: this.#subscripts() };
    if (this.#takes(/^\\sqrt/))
      return { kind: 'call', name: 'sqrt', arguments: [readNotation(this.#group())] };
    if (this.#takes(/^\\frac/)) return this.#fraction();
    return this.#named();
  }

  #size(): Notation {
    this.#inSize = true;
    const inside = this.#until('|');
    this.#inSize = false;
    return { kind: 'call', name: 'abs', arguments: [inside] };
  }

  #bracket(): Notation {
    const condition = this.#condition();
    if (!this.#takes(/^\]/)) throw new Error(`no ]: ${this.#rest()}`);
    return { kind: 'bracket', condition };
  }

  #condition(): Notation {
    const left = this.sum();
    const relation = this.#takes(/^(?:[<>=]|\\(?:le|ge|ne)(?![a-z]))/);
    if (!relation) throw new Error(`no relation: ${this.#rest()}`);
    return compare(left, relations[relation], this.sum());
  }

  #cases(): Notation {
    const end = '\\end{cases}';
    const [body] = this.#rest().split(end);
    this.#at = this.#text.length - this.#rest().length + body.length + end.length;
    const rows = body.split('\\\\').map((row) => row.split('&'));
    return {
      kind: 'cases',
      cases: rows.map(([value, when]) => ({
        value: readNotation(value),
        when: new NotationReader(when).#condition(),
      })),
    };
  }

  /** \sum_{c,d=1}^{2} and what stands behind it, up to the next + or -. */
  #reduction(): Notation {
    this.#takes(/^_/);
    const said = /^([a-z,\\ ]+)=(\d+)$/.exec(this.#group());
    if (!said || !this.#takes(/^\^/)) throw new Error(`which letters? ${this.#text}`);
    const to = Number(this.#group());
    const over = said[1]
      .split(',')
      .map((letter): LetterRange => ({ letter: letter.trim(), from: Number(said[2]), to }));
    return { kind: 'reduction', operator: 'sum', over, where: [], body: this.#term() };
  }

  #fraction(): Notation {
    const [over, under] = [this.#group(), this.#group()];
    const by = /^\\partial (.*)$/.exec(under)?.[1];
    return by === undefined
      ? { kind: 'fraction', over: readNotation(over), under: readNotation(under) }
      : { kind: 'derivative', of: readNotation(over.replace('\\partial ', '')), by: readNotation(by) };
  }

  /** A function with its parameter and arguments, or an array with an index and subscripts. */
  #named(): Notation {
    const written = this.#takes(/^(?:\\(?:operatorname|mathrm)\{[^}]*\}|\\[a-zA-Z]+|[a-zA-Z])/);
    if (!written) throw new Error(`what is ${this.#rest().slice(0, 40)} in ${this.#text}?`);
    const word = written.replace(/^\\(?:(?:operatorname|mathrm)\{(.*)\}|(.*))$/, (_, a, b) => a ?? b);
    const index = this.#takes(/^\^\{\(\d+\)\}/)?.replace(/\D/g, '') ?? '';
    const name = word + index;
    const subscripts = this.#subscripts();
    const isFunction = /^\\(?:operatorname|max|min|exp|log|tanh|sigma|Phi|phi)/.test(written);
    if (!isFunction || !this.#takes(/^\(/)) return sym(name, ...subscripts);
    const given = [this.sum()];
    while (this.#takes(/^,/)) given.push(this.sum());
    if (!this.#takes(/^\)/)) throw new Error(`no ) in ${this.#text}`);
    const [parameter] = subscripts;
    return { kind: 'call', name, ...(parameter && { parameter }), arguments: given };
  }

  /** _{fc}: letters and digits side by side are a subscript each; longer ones stand between commas. */
  #subscripts(): Notation[] {
    if (!this.#takes(/^_/)) return [];
    const below = this.#group();
    const parts = below.includes(',')
      ? below.split(',')
      : /^(?:\d|[a-zA-Z]|\\[a-z]+ ?)+$/.test(below)
        ? (below.match(/\d+|\\[a-z]+|[a-zA-Z]/g) ?? [])
        : [below];
    return parts.map(readNotation);
  }

  #until(close: ')' | '|'): Notation {
    const inside = this.sum();
    if (!this.#rest().startsWith(close)) throw new Error(`no ${close}: ${this.#rest()}`);
    this.#at = this.#text.length - this.#rest().length + 1;
    return inside;
  }

  /** What stands in the next braces. */
  #group(): string {
    const rest = this.#rest();
    let depth = 0;
    for (let end = 0; end < rest.length; end++) {
      if (rest[end] === '{') depth++;
      if (rest[end] === '}' && --depth === 0) {
        this.#at = this.#text.length - rest.length + end + 1;
        return rest.slice(1, end);
      }
    }
    throw new Error(`no braces: ${rest}`);
  }

  #takes(pattern: RegExp): string | undefined {
    const rest = this.#rest();
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) this.#at = this.#text.length - rest.length + found.length;
    return found;
  }

  #rest(): string {
    return this.#text.slice(this.#at).trimStart();
  }
}
