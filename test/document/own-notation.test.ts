import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { partsOf } from '../../src/document/parts.ts';
import type { Model } from '../../src/model/model.ts';
import type { NotationChoices } from '../../src/model/notation-choices.ts';
import { readModel } from '../../src/model/read.ts';
import { latex } from '../../src/notation/latex.ts';
import { isLetter } from '../../src/notation/letters.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { text } from '../../src/notation/text.ts';
import { example, examples } from '../examples.ts';
import { fitting } from './fitting.ts';

/** The derivation of a model and its laws alone, in a notation. */
async function both(model: Model, notation?: NotationChoices): Promise<Document[]> {
  const own = notation ? { ...model, notation } : model;
  return [await derivation(own, { checked: false }), lawsDocument(own)];
}

/** Every formula of a document, wherever it stands. */
function formulas(part: unknown): Notation[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(formulas);
  const one = part as Record<string, unknown>;
  if (one.kind === 'math') return [one.notation as Notation];
  if (one.kind === 'label') return [one.text as Notation];
  if ('left' in one && 'steps' in one)
    return [one.left, ...(one.steps as { right: unknown }[]).map(({ right }) => right)] as Notation[];
  return Object.values(one).flatMap(formulas);
}

/** A formula and all that it is made of. */
function parts(notation: unknown): Notation[] {
  if (typeof notation !== 'object' || notation === null) return [];
  const inner = Object.values(notation).flatMap(parts);
  return 'kind' in notation ? [notation as Notation, ...inner] : inner;
}

const choices: readonly (readonly [string, NotationChoices])[] = [
  ['other names', { symbols: { L: '\\mathcal{L}', delta: 'g', eta: 'alpha' } }],
  ['other letters', { symbols: { i: 'xi', j: 'zeta', m: 'rho', n: 'tau' } }],
  ['bold arrays', { tensors: 'bold' }],
  ['a nabla', { gradient: 'nabla' }],
  ['subscripts from 0', { base: 0 }],
  ['columns first', { order: 'column-row' }],
  [
    'all at once',
    {
      symbols: { L: '\\mathcal{L}', y: '\\hat{\\mathbf{y}}', i: 'iota' },
      tensors: 'bold',
      gradient: 'nabla',
      base: 0,
      order: 'column-row',
    },
  ],
];

describe('an own notation', () => {
  it.each(examples)('that says what is usual changes nothing: %s', async (_, model) => {
    const usual: NotationChoices = {
      symbols: {},
      tensors: 'plain',
      gradient: 'partial',
      base: 1,
      order: 'row-column',
    };
    expect(await both(model, usual)).toEqual(await both(model));
  });

  for (const [name, model] of examples) {
    it.each(choices)(`of %s is what KaTeX understands: ${name}`, async (_, said) => {
      const written = new Set((await both(model, fitting(model, said))).flatMap(formulas).map(latex));
      for (const formula of written) {
        expect(() => katex.renderToString(formula, { throwOnError: true, strict: 'error' })).not.toThrow();
      }
    });
  }

  it('with other names is the derivation of a model with these names', async () => {
    const named = (input: string, weight: string, output: string, title = ''): Model =>
      readModel(
        `title: "${title}"
input: { name: ${input}, shape: [2, 4, 4] }
layers:
  - Conv2d: { kernel_size: 2, out_channels: 2, bias: false, weight: ${weight}, output: ${output} }
  - MaxPool2d: { kernel_size: 3 }
  - Flatten
  - Linear: { out_features: 1 }
loss: MSELoss`,
        'model.yaml',
      );
    const own = { symbols: { I: 'X', W: 'K', o: 'kernel' } };
    expect(await both(named('I', 'W', 'o'), own)).toEqual(
      (await both(named('X', 'K', 'kernel'))).map((document) => renamed(document)),
    );
  });
});

const former: Readonly<Record<string, string>> = { X: 'I', K: 'W', kernel: 'o' };

/** Names of parts and sections stay those of the model, and so do the arrays that symbols are of. */
function renamed(document: Document): Document {
  const back = (name: string): string =>
    name.replace(/(?<=^\w+[.-])(X|K|kernel)(?=$|\.)/, (one) => former[one]);
  return {
    ...document,
    tones: new Map([...(document.tones ?? [])].map(([name, tone]) => [former[name] ?? name, tone])),
    blocks: document.blocks.map((block) => ({
      ...ofFormer(block),
      ...('part' in block &&
        block.part?.tensor !== undefined && {
          part: { ...block.part, tensor: former[block.part.tensor] ?? block.part.tensor },
        }),
      ...('id' in block && { id: back(block.id) }),
    })),
  };
}

function ofFormer<T>(part: T): T {
  if (Array.isArray(part)) return part.map(ofFormer) as T;
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype)
    return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === 'array' && typeof value === 'string' ? (former[value] ?? value) : ofFormer(value),
    ]),
  ) as T;
}

/** The value of a subscript at these letters; undefined for what is none: a condition on values, words. */
function subscriptValue(notation: Notation, at: (letter: string) => number): number | undefined {
  const all = (list: readonly Notation[], join: (a: number, b: number) => number, start: number) =>
    list
      .map((one) => subscriptValue(one, at))
      .reduce<number | undefined>(
        (sum, one) => (sum === undefined || one === undefined ? undefined : join(sum, one)),
        start,
      );
  switch (notation.kind) {
    case 'number':
      return notation.value.valueOf();
    case 'symbol':
      return notation.subscripts.length === 0 && isLetter(notation.name) ? at(notation.name) : undefined;
    case 'negative': {
      const value = subscriptValue(notation.of, at);
      return value === undefined ? undefined : -value;
    }
    case 'sum':
      return all(notation.terms, (a, b) => a + b, 0);
    case 'product':
      return all(notation.factors, (a, b) => a * b, 1);
    default:
      return undefined;
  }
}

describe('subscripts from 0', () => {
  /** Any letters will do: each stands for one less where all count from 0. */
  const letter = (base: number) => (name: string) => 7 * (name.codePointAt(0) ?? 0) + base;

  /** Walks through both at once; what differs are subscripts, by one, and ranges, by one. */
  function compareAll(one: unknown, zero: unknown, names: ReadonlySet<string>): number {
    if (typeof one !== 'object' || one === null || typeof zero !== 'object' || zero === null) {
      expect(zero).toEqual(one);
      return 0;
    }
    const [a, b] = [one as Notation, zero as Notation];
    const less = (from: readonly Notation[], to: readonly Notation[]): number => {
      expect(to).toHaveLength(from.length);
      return from
        .map((subscript, at): number => {
          const value = subscriptValue(subscript, letter(1));
          if (value === undefined || (subscript.kind === 'symbol' && names.has(subscript.name)))
            return compareAll(subscript, to[at], names);
          expect(subscriptValue(to[at], letter(0))).toBe(value - 1);
          return 1;
        })
        .reduce((sum, count) => sum + count, 0);
    };
    if ((a.kind === 'symbol' && b.kind === 'symbol') || (a.kind === 'indicator' && b.kind === 'indicator')) {
      expect({ ...b, subscripts: [] }).toEqual({ ...a, subscripts: [] });
      // An array of ones of this size.
      const [size] = a.subscripts;
      if (a.kind === 'indicator' && a.subscripts.length === 1 && size.kind === 'number')
        return compareAll(size, b.subscripts[0], names);
      return less(a.subscripts, b.subscripts);
    }
    if (a.kind === 'comparison' && b.kind === 'comparison') {
      const isIndex =
        a.sides.every((side) => subscriptValue(side, letter(1)) !== undefined) &&
        !parts(a).some((part) => part.kind === 'symbol' && names.has(part.name));
      const lettered = parts(a).some((part) => part.kind === 'symbol' && !names.has(part.name));
      if (isIndex && lettered) return less(a.sides, b.sides);
      // A class counts from 0 both ways: [y = k - 1] and [y = k].
      return a.sides
        .map((side, at) => {
          const value = subscriptValue(side, letter(1));
          if (value === undefined || side.kind === 'symbol') return compareAll(side, b.sides[at], names);
          expect(subscriptValue(b.sides[at], letter(0))).toBe(value);
          return 0;
        })
        .reduce<number>((sum, count) => sum + count, 0);
    }
    if (a.kind === 'reduction' && b.kind === 'reduction') {
      expect(b.over).toEqual(a.over.map((range) => ({ ...range, from: range.from - 1, to: range.to - 1 })));
      const where = a.where.map((condition, at) => compareAll(condition, b.where[at], names));
      return where.reduce((sum, count) => sum + count, 0) + compareAll(a.body, b.body, names);
    }
    expect(Object.keys(zero)).toEqual(Object.keys(one));
    return Object.keys(one)
      .map((key) => compareAll(one[key as never], zero[key as never], names))
      .reduce((sum, count) => sum + count, 0);
  }

  it.each(examples)(
    'are one less than those from 1, everywhere and in nothing else: %s',
    async (_, model) => {
      const names = new Set([
        model.input.name,
        'e',
        'L',
        'x',
        'eta',
        ...model.steps.flatMap(({ output, parameters, constants }) =>
          [output, ...parameters, ...constants].map(({ name }) => name),
        ),
        ...(model.objective.kind === 'loss' ? [model.objective.target?.name ?? ''] : []),
      ]);
      const [one, zero] = [await both(model), await both(model, { base: 0 })].map((all) =>
        all.flatMap(formulas),
      );
      expect(zero).toHaveLength(one.length);
      const compared = one.map((notation, at) => compareAll(notation, zero[at], names));
      expect(compared.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100);
    },
  );
});

describe('bold arrays', () => {
  it.each(examples)('are bold as a whole, and their entries are not: %s', async (_, model) => {
    const input = (await both(model, { tensors: 'bold' }))
      .flatMap(formulas)
      .flatMap(parts)
      .flatMap((part) => (part.kind === 'symbol' && part.name === model.input.name ? [part] : []));
    const whole = input.filter(({ face }) => face === 'bold');
    const most = Math.max(...input.map(({ subscripts }) => subscripts.length));
    expect(whole.length).toBeGreaterThan(0);
    for (const { face, subscripts } of input) {
      const said = subscripts.filter(({ kind }) => kind !== 'words').length;
      expect(face).toBe(said < most ? 'bold' : undefined);
    }
  });
});

describe('a nabla', () => {
  it.each(examples)('takes the place of every derivative of the loss by an array: %s', async (_, model) => {
    const all = (await both(model, { gradient: 'nabla' })).flatMap(formulas).flatMap(parts);
    const single = new Set(
      model.steps
        .flatMap(({ output, parameters }) => [output, ...parameters])
        .filter(({ shape }) => shape.every((size) => size === 1))
        .map(({ name }) => name),
    );
    const left = all.filter(
      (part) =>
        part.kind === 'derivative' &&
        part.of.kind === 'symbol' &&
        part.of.name === 'L' &&
        !(part.by.kind === 'symbol' && single.has(part.by.name)),
    );
    expect(left.map(text)).toEqual([]);
    expect(all.some(({ kind }) => kind === 'gradient')).toBe(true);
  });
});

/** The lines of a part, as text. */
function linesOf(document: Document, name: string): string[] {
  const found = partsOf(document).find((part) => part.name === name);
  return (found?.blocks ?? []).flatMap((block) =>
    block.kind === 'equation'
      ? block.lines.map(({ left, steps }) => [left, ...steps.map(({ right }) => right)].map(text).join(' = '))
      : [],
  );
}

describe('the law of a filter', () => {
  it.each<[NotationChoices, string]>([
    [{}, '∂L/∂W_mn = Σ_{i,j=1..2} ∂L/∂o_ij ∂o_ij/∂W_mn = Σ_{i,j=1..2} δ_ij I_{i+m−1,j+n−1}'],
    [
      { symbols: { I: 'X', W: 'K', o: 'z', L: '\\mathcal{L}' } },
      '∂ℒ/∂K_mn = Σ_{i,j=1..2} ∂ℒ/∂z_ij ∂z_ij/∂K_mn = Σ_{i,j=1..2} δ_ij X_{i+m−1,j+n−1}',
    ],
    [
      { symbols: { delta: '\\bar{\\mathbf{o}}' }, gradient: 'nabla', tensors: 'bold' },
      '(∇_𝐖 L)_mn = Σ_{i,j=1..2} (∇_𝐨 L)_ij ∂o_ij/∂W_mn = Σ_{i,j=1..2} 𝐨̄_ij I_{i+m−1,j+n−1}',
    ],
    [{ base: 0 }, '∂L/∂W_mn = Σ_{i,j=0..1} ∂L/∂o_ij ∂o_ij/∂W_mn = Σ_{i,j=0..1} δ_ij I_{i+m,j+n}'],
    [
      { order: 'column-row' },
      '∂L/∂W_nm = Σ_{i,j=1..2} ∂L/∂o_ji ∂o_ji/∂W_nm = Σ_{i,j=1..2} δ_ji I_{j+n−1,i+m−1}',
    ],
    [
      { symbols: { i: 'k', j: 'l', m: 'i', n: 'j' } },
      '∂L/∂W_ij = Σ_{k,l=1..2} ∂L/∂o_kl ∂o_kl/∂W_ij = Σ_{k,l=1..2} δ_kl I_{k+i−1,l+j−1}',
    ],
    // A letter makes room for the name of an array.
    [
      { symbols: { W: 'm' } },
      '∂L/∂m_hn = Σ_{i,j=1..2} ∂L/∂o_ij ∂o_ij/∂m_hn = Σ_{i,j=1..2} δ_ij I_{i+h−1,j+n−1}',
    ],
  ])('in %o', async (notation, line) => {
    const model = { ...example('how-a-filter-learns'), notation };
    expect(linesOf(await derivation(model, { checked: false }), 'law.W')).toEqual([line]);
  });

  it('has one symbol for all numbered names that say no other', () => {
    const model = readModel(
      `input: { name: I, shape: [5, 5] }
layers: [{ Conv2d: { kernel_size: 2 } }, { Conv2d: { kernel_size: 2 } }]
upstream: g`,
      'model.yaml',
    );
    const notation = { symbols: { W: 'K', W2: '\\tilde{W}', g: 'h' } };
    const own = lawsDocument({ ...model, notation }, { wrt: ['W1', 'W2'] });
    expect(linesOf(own, 'net.1')).toEqual(['δ1 = h ∗ W̃', '∂L/∂K1 = I ⋆ δ1', '∂L/∂W̃ = o1 ⋆ h']);
  });

  it('has columns of images and filters alone, first or not', () => {
    const model = readModel(
      `input: { name: I, shape: [2, 3, 3], batch: 2 }
layers: [{ Conv2d: { kernel_size: 2, out_channels: 2, bias: false } }, { MaxPool2d: { kernel_size: 2 } }, Flatten, { Linear: { out_features: 2, bias: false } }]
loss: MSELoss`,
      'model.yaml',
    );
    const own = lawsDocument({ ...model, notation: { order: 'column-row', base: 0 } });
    expect(['o1', 'p', 'v', 'o2'].flatMap((output) => linesOf(own, `forward.${output}.rule`))).toEqual([
      'o1_sfji = Σ_{c,m,n=0..1} I_{s,c,j+n,i+m} W1_fcnm',
      'p_sc = max_{m,n=0..1} o1_scnm',
      'v_sc = p_sc',
      'o2_si = Σ_{j=0..1} W2_ij v_sj',
    ]);
  });

  it('has no columns where there are no images', () => {
    const model = readModel(
      'input: { name: x, shape: [2, 5] }\nlayers: [{ Conv1d: { kernel_size: 2 } }, Flatten]\nloss: MSELoss',
      'model.yaml',
    );
    const usual = lawsDocument(model);
    const own = lawsDocument({ ...model, notation: { order: 'column-row' } });
    expect(linesOf(own, 'law.W')).toEqual(linesOf(usual, 'law.W'));
  });
});
