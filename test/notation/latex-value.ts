import { printedFunctions } from './printed-functions.ts';

/** An array that formulas speak of: entries row by row, without axes of one entry. */
export interface Entries {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
  /** As a matrix it is drawn with rows first, whatever the order of its subscripts. */
  readonly drawn?: Entries;
}

/** What a formula in LaTeX may speak of: arrays by their names as they are printed, and letters with their values. */
export interface Known {
  readonly arrays: ReadonlyMap<string, Entries>;
  readonly letters: ReadonlyMap<string, number>;
  /** The loss as it is printed, and what subscripts count from. */
  readonly loss: string;
  readonly base: number;
}

/** A number, or a matrix of them. */
export type Value = number | readonly (readonly number[])[];

/** Raised where a formula speaks of what is not known, such as a local derivative. */
export class NotKnown extends Error {}

/**
 * The values of a chain of equations in LaTeX, side by side: what a reader of the page would work out, by the rules of
 * arithmetic alone. A side that is not known is undefined.
 */
export function sides(latex: string, known: Known): (Value | undefined)[] {
  return splitSides(plain(latex)).map((side) => {
    try {
      const reader = new Reader(side, known);
      const value = reader.sum();
      reader.end();
      return value;
    } catch (error) {
      if (error instanceof NotKnown) return undefined;
      throw error;
    }
  });
}

/**
 * The name of an array and its subscripts, as they are printed: \frac{\partial L}{\partial W_{mn}} is dL/dW and mn, and
 * so is (\nabla_{\mathbf{W}} L)_{mn}.
 */
export function nameAndSubscripts(latex: string): { name: string; subscripts: string } {
  const shown = plain(latex).trim();
  const nabla = /^\(?\\nabla_\{(.*?)\} [^)]*?\)?(?:_\{(.*)\})?$/.exec(shown);
  if (nabla) return { name: `dL/d${bare(nabla[1])}`, subscripts: nabla[2] ?? '' };
  const derivative = /^\\frac\{\\partial [^}]*\}?\}\{\\partial (.*)\}$/.exec(shown);
  const [, name, subscripts = ''] = /^(.*?)(?:_\{(.*)\})?$/.exec(derivative ? derivative[1] : shown) ?? [];
  return { name: `${derivative ? 'dL/d' : ''}${bare(name)}`, subscripts };
}

/** Bold or not, an array is the same. */
function bare(name: string): string {
  return name.replace(/\\(?:mathbf|boldsymbol)\{([^1}]+)\}/g, '$1').replaceAll(' ', '');
}

/** Without what is there for the eye only: breaks, alignment, sizes of brackets. */
function plain(latex: string): string {
  return latex
    .replace(/&? ?\\hspace\{[^}]*\}/g, ' ')
    .replace(/\\(?:left|right|bigl|bigr|Biggl|Biggr)(?![a-z])\s*/g, '')
    .replace(/\\,/g, ' ')
    .replace(/\s+/g, ' ');
}

/** At the relations that stand in no bracket. */
function splitSides(latex: string): string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < latex.length; at++) {
    if ('{(['.includes(latex[at])) depth++;
    if ('})]'.includes(latex[at])) depth--;
    const relation = depth === 0 ? /^(?:=|\\approx|\\leftarrow)/.exec(latex.slice(at))?.[0] : undefined;
    if (!relation) continue;
    found.push(latex.slice(from, at));
    from = at + relation.length;
    at = from - 1;
  }
  return [...found, latex.slice(from)].map((side) => side.replace(/^\s*&|&\s*$/g, '').trim());
}

const relations: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  '>': (x, y) => x > y,
  '<': (x, y) => x < y,
  '=': (x, y) => x === y,
  '\\ge': (x, y) => x >= y,
  '\\le': (x, y) => x <= y,
  '\\ne': (x, y) => x !== y,
};

class Reader {
  #at = 0;
  /** Whether the next bar is that at the end of |x|. */
  #inSize = false;
  readonly #text: string;
  readonly #known: Known;

  constructor(text: string, known: Known) {
    this.#text = text;
    this.#known = known;
  }

  end(): void {
    this.#blank();
    if (this.#at < this.#text.length)
      throw new Error(`what is ${this.#rest().slice(0, 40)} in ${this.#text}?`);
  }

  sum(): Value {
    let value = this.#sees('-') ? scaled(-1, this.#product()) : this.#product();
    for (;;) {
      if (this.#sees('+')) value = added(value, this.#product());
      else if (this.#sees('-')) value = added(value, scaled(-1, this.#product()));
      else return value;
    }
  }

  #product(): Value {
    let value: Value = 1;
    for (;;) {
      this.#blank();
      const isBracket = this.#rest().startsWith('[');
      const factor = this.#power();
      value = multiplied(value, factor);
      if (this.#sees('*')) throw new NotKnown('a convolution');
      if (!this.#sees('\\cdot') && !this.#isFactor()) return value;
      // Behind a bracket that is 0 may stand what is not there.
      if (isBracket && factor === 0) return this.#skipped([]);
    }
  }

  #isFactor(): boolean {
    this.#blank();
    if (this.#inSize && this.#rest().startsWith('|')) return false;
    return /^(?:[\w([|{]|\\(?!ge|le|ne|cdot|end|\\))/.test(this.#rest());
  }

  #power(): Value {
    const base = this.#base();
    if (!this.#sees('^')) return base;
    return number(base) ** number(this.#inner(this.#group()));
  }

  #base(): Value {
    this.#blank();
    const digits = this.#takes(/^\d+(?:\.\d+)?/);
    if (digits) return Number(digits);
    const entry = this.#takes(/^\(\\nabla_\{.*?\} (?:\\mathcal\{L\}|L)(?:_\{\\text\{direct\}\})?\)_(?=\{)/);
    if (entry) return this.#entry('', `${entry}{${this.#group()}}`);
    if (this.#sees('(')) return this.#until(')');
    if (this.#sees('|')) return this.#size();
    if (this.#sees('[')) return this.#condition(']') ? 1 : 0;
    if (this.#sees('\\sqrt')) return Math.sqrt(number(this.#inner(this.#group())));
    if (this.#sees('\\begin{pmatrix}')) return this.#matrix();
    if (this.#sees('\\begin{cases}')) return this.#cases();
    if (this.#sees('\\sum')) return this.#reduction((all) => all.reduce((a, b) => a + b, 0));
    if (this.#sees(`\\frac{\\partial ${this.#known.loss}}`))
      return this.#entry('dL/d', this.#group().replace('\\partial ', ''));
    if (this.#sees(`\\frac{\\partial^{2}${this.#known.loss}}`)) return this.#second(this.#group());
    const gradient = this.#takes(
      /^\\nabla_\{[^{}]*(?:\{[^}]*\})?\} (?:\\mathcal\{L\}|L)(?:_\{\\text\{direct\}\})?/,
    );
    if (gradient) return this.#entry('', gradient);
    if (this.#sees('\\frac')) return this.#fraction();
    if (this.#sees('\\max')) return this.#maximum();
    return this.#named();
  }

  /** \partial W_{11} \partial W_{12}, \partial W_{11}^{2}, or \partial W^{2} for the whole matrix. */
  #second(below: string): Value {
    const twice = /^\s*\\partial (.*)\^\{2\}\s*$/.exec(below);
    const [one, other] = twice
      ? [twice[1], twice[1]]
      : below
          .split('\\partial ')
          .slice(1)
          .map((symbol) => symbol.trim());
    const [by, and] = [nameAndSubscripts(one), nameAndSubscripts(other)];
    const array = this.#known.arrays.get(`d2L/d${by.name}`);
    if (!array || by.name !== and.name) throw new NotKnown(below);
    const rank = array.shape.length / 2;
    if (by.subscripts === '' && rank > 0) return whole(array.drawn ?? array);
    const place = [by, and].flatMap(({ subscripts }) => this.#places(subscripts, rank));
    return array.data[place.reduce((at, at1, axis) => at * array.shape[axis] + at1 - this.#known.base, 0)];
  }

  #size(): number {
    this.#inSize = true;
    const size = Math.abs(number(this.#until('|')));
    this.#inSize = false;
    return size;
  }

  #fraction(): number {
    const [over, under] = [this.#group(), this.#group()];
    if (over.startsWith('\\partial')) throw new NotKnown(over);
    return number(this.#inner(over)) / number(this.#inner(under));
  }

  #maximum(): number {
    if (this.#rest().startsWith('_')) return this.#reduction((all) => Math.max(...all));
    this.#sees('(');
    const members = [number(this.sum())];
    while (this.#sees(',')) members.push(number(this.sum()));
    this.#must(')');
    return Math.max(...members);
  }

  /** \sum_{\substack{m,n=1 \\ 1 \le i + m \le 3}}^{2} and what stands behind it, up to the next sign. */
  #reduction(of: (all: readonly number[]) => number): number {
    this.#must('_');
    const below = this.#group()
      .replace(/^\\substack\{(.*)\}$/, '$1')
      .split('\\\\');
    const said = /^\s*(?:(\d+) \\le (.*) \\le (\d+)|(.*)=(\d+))\s*$/.exec(below[0]);
    if (!said) throw new Error(`which letters are ${below[0]}?`);
    const [from, letters] = [Number(said[1] ?? said[5]), (said[2] ?? said[4]).split(',')];
    const to = said[3] === undefined ? number(this.#inner(this.#upper())) : Number(said[3]);
    const start = this.#at;
    const all: number[] = [];
    for (const place of places(letters.map(() => [from, to]))) {
      const bound = new Map([
        ...this.#known.letters,
        ...letters.map((one, at) => [one.trim(), place[at]] as const),
      ]);
      const inside: Known = { ...this.#known, letters: bound };
      const body = new Reader(this.#text, inside);
      body.#at = start;
      const holds = below.slice(1).every((one) => new Reader(one, inside).#condition(undefined));
      // What is left out may lie beyond a border, but where it ends has to be known.
      const value = holds ? number(body.#product()) : body.#skipped(letters.map((one) => [one.trim(), from]));
      this.#at = body.#at;
      if (holds) all.push(number(value));
    }
    return of(all);
  }

  /** Reads over a product whose entries may not be there. */
  #skipped(bound: readonly (readonly [string, number])[]): number {
    const inside: Known = {
      ...this.#known,
      arrays: new Map([...this.#known.arrays].map(([name]) => [name, anything])),
      letters: new Map([...this.#known.letters, ...bound]),
    };
    const reader = new Reader(this.#text, inside);
    reader.#at = this.#at;
    reader.#product();
    this.#at = reader.#at;
    return 0;
  }

  #upper(): string {
    this.#must('^');
    return this.#group();
  }

  /** A chain of comparisons. */
  #condition(end: string | undefined): boolean {
    let [holds, left] = [true, number(this.sum())];
    for (;;) {
      this.#blank();
      if (end === undefined ? this.#at === this.#text.length : this.#sees(end)) return holds;
      const relation = this.#takes(/^(?:[<>=]|\\ge|\\le|\\ne)/);
      if (!relation) throw new Error(`no relation: ${this.#rest().slice(0, 30)}`);
      const right = number(this.sum());
      holds &&= relations[relation](left, right);
      left = right;
    }
  }

  /** The first value whose condition holds. */
  #cases(): Value {
    for (const row of this.#within('cases').split('\\\\')) {
      const [value, when] = row.split('&');
      if (new Reader(when, this.#known).#condition(undefined)) return this.#inner(value);
    }
    throw new Error(`no case holds in ${this.#text}`);
  }

  /** What stands up to the end of an environment. */
  #within(environment: string): string {
    const end = `\\end{${environment}}`;
    const at = this.#rest().indexOf(end);
    const body = this.#rest().slice(0, at);
    this.#at += at + end.length;
    return body;
  }

  #matrix(): Value {
    const body = this.#within('pmatrix');
    if (/\\[cv]dots/.test(body)) throw new NotKnown('dots');
    return body
      .split(/\\\\(?:\[4pt\])?/)
      .map((row) => row.split('&').map((cell) => number(this.#inner(cell))));
  }

  /** A function with its argument, a number with a name, or an entry of an array. */
  #named(): Value {
    const name = this.#takes(
      /^(?:\\operatorname\{[^}]*\}|\\math(?:rm|bf)\{[^}]*\}|\\[a-zA-Z]+|[a-zA-Z])\s?/,
    )?.trim();
    if (!name) throw new Error(`what is ${this.#rest().slice(0, 40)} in ${this.#text}?`);
    const bare = name.replace(/^\\(?:operatorname\{(.*)\}|(.*))$/, (_, word, command) => word ?? command);
    const f = printedFunctions[bare];
    if (f && (name !== 'sigma' || this.#rest().startsWith('('))) {
      const parameter = this.#sees('_') ? number(this.#inner(this.#group())) : 1;
      this.#must('(');
      const given = [number(this.sum())];
      while (this.#sees(',')) given.push(number(this.sum()));
      this.#must(')');
      return f(given[0], given[1] ?? parameter);
    }
    if (name === 'e' && this.#rest().startsWith('^')) return Math.E;
    if (name === '\\pi') return Math.PI;
    const letter = this.#known.letters.get(name);
    if (letter !== undefined && !/^(?:_|\^\{\()/.test(this.#rest())) return letter;
    const index = this.#takes(/^\^\{\(\d+\)\}/) ?? '';
    const below = this.#sees('_') ? `_{${this.#group()}}` : '';
    return this.#entry('', `${name}${index}${below}`);
  }

  #entry(of: string, symbol: string): Value {
    if (symbol.includes('\\text')) throw new NotKnown(symbol);
    const { name, subscripts } = nameAndSubscripts(symbol);
    const array = this.#known.arrays.get(of + name);
    if (!array) throw new NotKnown(of + name);
    if (subscripts === '' && array.shape.length > 0) return whole(array.drawn ?? array);
    const place = this.#places(subscripts, array.shape.length);
    if (array === anything) return 1;
    if (place.length !== array.shape.length) throw new NotKnown(symbol);
    const from = this.#known.base;
    if (place.some((one, axis) => !(one >= from && one < from + array.shape[axis])))
      throw new Error(`${symbol} is beyond ${array.shape.join(' by ')}`);
    return array.data[place.reduce((at, one, axis) => at * array.shape[axis] + one - from, 0)];
  }

  /** "ij", "12", "2 i + m - 2, j": several letters and digits side by side are a subscript each. */
  #places(subscripts: string, rank: number): number[] {
    if (subscripts === '') return [];
    if (subscripts.includes('\\text')) throw new NotKnown(subscripts);
    const parts = subscripts.includes(',')
      ? subscripts.split(',')
      : rank !== 1 && /^(?:\d|[a-z]|\\[a-z]+ ?)+$/i.test(subscripts)
        ? (subscripts.match(/\d|\\[a-z]+|[a-z]/gi) ?? [])
        : [subscripts];
    return parts.map((one) => number(this.#inner(one)));
  }

  #inner(text: string): Value {
    const reader = new Reader(text, this.#known);
    const value = reader.sum();
    reader.end();
    return value;
  }

  #until(close: string): Value {
    const value = this.sum();
    this.#must(close);
    return value;
  }

  /** What stands in the next braces. */
  #group(): string {
    this.#blank();
    if (this.#text[this.#at] !== '{') throw new Error(`no braces: ${this.#rest().slice(0, 30)}`);
    let depth = 0;
    for (let end = this.#at; end < this.#text.length; end++) {
      if (this.#text[end] === '{') depth++;
      if (this.#text[end] === '}' && --depth === 0) {
        const inside = this.#text.slice(this.#at + 1, end);
        this.#at = end + 1;
        return inside;
      }
    }
    throw new Error(`no end: ${this.#rest()}`);
  }

  #sees(expected: string): boolean {
    this.#blank();
    if (!this.#rest().startsWith(expected)) return false;
    if (/[a-z]$/.test(expected) && /^[a-z]/i.test(this.#rest().slice(expected.length))) return false;
    this.#at += expected.length;
    return true;
  }

  #must(expected: string): void {
    if (!this.#sees(expected))
      throw new Error(`no ${expected}: ${this.#rest().slice(0, 40)} in ${this.#text}`);
  }

  #takes(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#rest())?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #blank(): void {
    this.#takes(/^[\s&]+|^\\\\ /);
    if (/^(?:[\s&]|\\\\ )/.test(this.#rest())) this.#blank();
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }
}

/** A vector counts as a row. */
function whole({ shape, data }: Entries): Value {
  if (shape.length > 2) throw new NotKnown('an array of more than two axes');
  const rows = shape.length === 1 ? 1 : shape[0];
  const length = shape[shape.length - 1];
  return Array.from({ length: rows }, (_, row) => Array.from({ length }, (_, at) => data[row * length + at]));
}

const anything: Entries = { shape: [], data: [] };

function places(ranges: readonly (readonly [from: number, to: number])[]): number[][] {
  return ranges.reduce<number[][]>(
    (all, [from, to]) =>
      all.flatMap((place) => Array.from({ length: to - from + 1 }, (_, at) => [...place, from + at])),
    [[]],
  );
}

function number(value: Value): number {
  if (typeof value !== 'number') throw new NotKnown('a function of a matrix');
  return value;
}

function scaled(factor: number, value: Value): Value {
  return typeof value === 'number' ? factor * value : value.map((row) => row.map((one) => factor * one));
}

function added(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'number' || typeof b === 'number') throw new NotKnown('a matrix and a number');
  return a.map((row, i) => row.map((one, j) => one + b[i][j]));
}

/** A number times a number or a matrix. */
function multiplied(a: Value, b: Value): Value {
  if (typeof a === 'number') return scaled(a, b);
  if (typeof b === 'number') return scaled(b, a);
  throw new NotKnown('a product of matrices');
}
