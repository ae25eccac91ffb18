import { atom, Binds, type Code, within } from '../expr/code.ts';
import { functionNamed } from '../functions/index.ts';
import { type Affine, rowMajor } from '../index/affine.ts';
import {
  type Condition,
  type Entry,
  entry,
  type Formula,
  type Range,
  subformulas,
} from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Bound, extremes, type LetterSpan } from '../program/bounds.ts';
import { keyOf } from '../program/key.ts';
import type { LoopStep } from '../program/loops/loop-step.ts';
import { expression, type Spelling } from '../program/text/expression.ts';
import { hoisted } from './hoisted.ts';

/** The inside of a loop while it is written. */
interface Scope {
  readonly range: Range | undefined;
  /** What the letter is called in the code; no name of the model gets into it. */
  readonly letter: string;
  /** What is found once, when the loop's letter gets its value, by the text of it. */
  readonly heads: Map<string, string>;
}

/**
 * Loops as JavaScript over one memory M of doubles. The row-major place of an entry is found in parts, each in the
 * outermost loop that knows its letters, and so are values on which the inner loops have no bearing; what is summed up
 * entry by entry stays in a variable until the sum is complete.
 */
export class FlatLoops {
  readonly #place: (tensor: Tensor) => number | undefined;
  readonly #scopes: Scope[] = [{ range: undefined, letter: '', heads: new Map() }];
  readonly #variables = new Map<string, string>();
  /** Entries that are being summed up in a variable, by their key. */
  readonly #sums = new Map<string, string>();
  readonly #spelling: Spelling;
  #named = 0;

  /** `place` is where an array begins; undefined for what is a variable of the loops. */
  constructor(place: (tensor: Tensor) => number | undefined) {
    this.#place = place;
    this.#spelling = {
      entry: (part) => this.#entry(part),
      place: (form) => this.#affine(form),
      reduction: ({ kind }) => {
        throw new Error(`a ${kind} is loops of its own`);
      },
      number: atom,
      power: (base, exponent) =>
        exponent.equals(0.5)
          ? atom(`Math.sqrt(${base.text})`)
          : exponent.equals(2)
            ? atom(`square(${base.text})`)
            : {
                text: `${within(base, Binds.Atom)} ** ${exponent.valueOf()}`,
                binds: Binds.Power,
                leadsWithPower: true,
              },
      call: called,
      choose: ({ left, relation, right, yes, no }) => ({
        text: `${within(this.#code(left), Binds.Sum)} ${relation} ${within(this.#code(right), Binds.Sum)} ? ${within(this.#code(yes), Binds.Comparison)} : ${this.#code(no).text}`,
        binds: Binds.Choice,
      }),
    };
  }

  /** The lines of a function's body. */
  body(steps: readonly LoopStep[]): string[] {
    return this.#inside(this.#scopes[0], () => this.#steps(steps));
  }

  #inside(scope: Scope, write: () => string[]): string[] {
    const lines = write();
    return [...Array.from(scope.heads, ([text, name]) => `const ${name} = ${text};`), ...lines];
  }

  #steps(steps: readonly LoopStep[]): string[] {
    const lines: string[] = [];
    for (let at = 0; at < steps.length; at++) {
      const step = steps[at];
      const end = step.kind === 'set' ? summedUntil(steps, at) : at;
      if (step.kind !== 'set' || end === at) {
        lines.push(...this.#lines(step));
        continue;
      }
      const key = keyOf(step.to);
      const name = this.#newName('t');
      lines.push(`let ${name} = ${this.#value(step.value)};`);
      this.#sums.set(key, name);
      lines.push(...steps.slice(at + 1, end + 1).flatMap((inner) => this.#lines(inner)));
      this.#sums.delete(key);
      lines.push(`${this.#entry(step.to).text} = ${name};`);
      at = end;
    }
    return lines;
  }

  #lines(step: LoopStep): string[] {
    switch (step.kind) {
      case 'for': {
        const { letter, span } = step;
        const [from, below] = [this.#limit('max', span.from), this.#limit('min', span.below)];
        const scope: Scope = {
          range: this.#rangeOf(letter, span),
          letter: `i${this.#scopes.length}`,
          heads: new Map(),
        };
        this.#scopes.push(scope);
        const inner = this.#inside(scope, () => this.#steps(step.steps));
        this.#scopes.pop();
        const head = `for (let ${scope.letter} = ${from}, e${scope.letter} = ${below}; ${scope.letter} < e${scope.letter}; ${scope.letter}++) {`;
        return [head, ...inner, '}'];
      }
      case 'if': {
        const asked = step.conditions.flatMap((condition) => this.#comparisons(condition));
        const inner = this.#steps(step.steps);
        return asked.length === 0 ? inner : [`if (${asked.join(' && ')}) {`, ...inner, '}'];
      }
      case 'variable': {
        const value = this.#value(step.value);
        const name = this.#newName('v');
        this.#variables.set(step.variable.name, name);
        return [`${step.changes ? 'let' : 'const'} ${name} = ${value};`];
      }
      case 'set':
        return [`${this.#entry(step.to).text} = ${this.#value(step.value)};`];
      case 'add':
        return [`${this.#entry(step.to).text} += ${this.#code(step.value).text};`];
      case 'raise': {
        const to = this.#entry(step.to).text;
        return [`${to} = Math.max(${to}, ${this.#code(step.value).text});`];
      }
      case 'better': {
        const candidate = this.#newName('v');
        const best = this.#entry(step.best).text;
        return [
          `const ${candidate} = ${this.#code(step.candidate).text};`,
          `if (${candidate} ${step.orEqual ? '>=' : '>'} ${best}) {`,
          `${best} = ${candidate};`,
          `${this.#entry(step.to).text} = ${this.#affine(step.place).text};`,
          '}',
        ];
      }
      case 'refuse':
        return [`if (${this.#entry(step.number).text} > 1) refuse(${this.#entry(step.number).text});`];
    }
  }

  #value(formula: Formula | 'lowest'): string {
    return formula === 'lowest' ? '-Infinity' : this.#code(formula).text;
  }

  /** A formula; a function or a power on which the inner loops have no bearing is found outside them. */
  #code(formula: Formula): Code {
    const standing = {
      depth: this.#scopes.length - 1,
      depthOf: (letter: string) => this.#depth(letter),
      isVariable: (tensor: Tensor) => this.#place(tensor) === undefined,
    };
    const written = hoisted(formula, standing, (part, depth) => this.#outside(part, depth));
    return expression(written, this.#spelling);
  }

  #outside(formula: Formula, depth: number): Entry {
    const inner = this.#scopes.splice(depth + 1);
    const { text } = this.#code(formula);
    this.#scopes.push(...inner);
    const name = this.#head(this.#scopes[depth], text);
    this.#variables.set(name, name);
    return entry({ name, shape: [], role: 'output' });
  }

  #entry(part: Entry): Code {
    const sum = this.#sums.get(keyOf(part));
    if (sum) return atom(sum);
    const { tensor, subscripts } = part;
    const base = this.#place(tensor);
    if (base === undefined) {
      const name = this.#variables.get(tensor.name);
      if (!name) throw new Error(`${tensor.name} has no place and is no variable`);
      return atom(name);
    }
    const { constant, terms } = rowMajor(tensor.shape, subscripts);
    return atom(`M[${this.#address({ constant: base + constant, terms })}]`);
  }

  /** A place from its letters, the outermost first: all but the last part in the loops outside. */
  #address({ constant, terms }: Affine): string {
    const depths = terms
      .map((term) => ({ ...term, depth: this.#depth(term.letter) }))
      .sort((a, b) => a.depth - b.depth);
    let text = String(constant);
    for (const { depth, coefficient } of depths) {
      const scope = this.#scopes[depth];
      const factor = coefficient === 1 ? scope.letter : `${coefficient} * ${scope.letter}`;
      const sum = text === '0' ? factor : `${text} + ${factor}`;
      if (depth === this.#scopes.length - 1) return sum;
      text = this.#head(scope, sum);
    }
    return text;
  }

  #head(scope: Scope, text: string): string {
    const known = scope.heads.get(text);
    if (known) return known;
    const name = this.#newName('p');
    scope.heads.set(text, name);
    return name;
  }

  #depth(letter: string): number {
    const depth = this.#scopes.findLastIndex(({ range }) => range?.letter === letter);
    if (depth < 0) throw new Error(`letter ${letter} is not bound`);
    return depth;
  }

  #affine({ constant, terms }: Affine): Code {
    const parts = terms.map(
      ({ letter, coefficient }) => `${coefficient} * ${this.#scopes[this.#depth(letter)].letter}`,
    );
    return { text: [...parts, String(constant)].join(' + '), binds: Binds.Sum };
  }

  #limit(which: 'max' | 'min', bounds: readonly Bound[]): string {
    const texts = bounds.map(({ form, divisor }) =>
      divisor === 1 ? this.#affine(form).text : `Math.ceil((${this.#affine(form).text}) / ${divisor})`,
    );
    return texts.length === 1 ? texts[0] : `Math.${which}(${texts.join(', ')})`;
  }

  /** A range that holds all values of the letter. */
  #rangeOf(letter: string, { below }: LetterSpan): Range {
    const sizes = below.map(({ form, divisor }) => Math.ceil(extremes(form, this.#ranges).most / divisor));
    return { letter, size: Math.max(1, Math.min(...sizes)) };
  }

  /** 0 <= value < below, without the side that always holds. */
  #comparisons({ value, below }: Condition): string[] {
    const { least, most } = extremes(value, this.#ranges);
    const { text } = this.#affine(value);
    return [...(least < 0 ? [`${text} >= 0`] : []), ...(most >= below ? [`${text} < ${below}`] : [])];
  }

  get #ranges(): Range[] {
    return this.#scopes.flatMap(({ range }) => range ?? []).toReversed();
  }

  #newName(kind: string): string {
    return `${kind}${this.#named++}`;
  }
}

/** What JavaScript has is called there, and what it has not in the catalogue, whose value it then is to the bit. */
function called(name: string, given: readonly Code[]): Code {
  const spelled = functionNamed(name).code?.js;
  if (spelled && !spelled.helpers) return spelled.call(given);
  return atom(`catalogue.${name}(${given.map(({ text }) => text).join(', ')})`);
}

/** The last of the steps behind a `set` that do nothing but add to what was set; the place of the `set` where there is none. */
function summedUntil(steps: readonly LoopStep[], at: number): number {
  const step = steps[at];
  if (step.kind !== 'set') return at;
  const key = keyOf(step.to);
  let end = at;
  while (end + 1 < steps.length && onlyAddsTo(steps[end + 1], step.to.tensor, key)) end++;
  return end;
}

/** Whether a loop writes nothing but this entry, and reads no other of its array. */
function onlyAddsTo(step: LoopStep, array: Tensor, key: string): boolean {
  switch (step.kind) {
    case 'for':
    case 'if':
      return step.steps.every((inner) => onlyAddsTo(inner, array, key));
    case 'add':
    case 'raise':
      return keyOf(step.to) === key && !speaksOf(step.value, array);
    case 'variable':
      return step.value === 'lowest' || !speaksOf(step.value, array);
    case 'set':
    case 'better':
    case 'refuse':
      return false;
  }
}

function speaksOf(formula: Formula, array: Tensor): boolean {
  return [...subformulas(formula)].some((part) => part.kind === 'entry' && part.tensor === array);
}
