import { describe, expect, it } from 'vitest';
import type { Block, Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { labelRow } from '../../src/figures/drawing/label-row.ts';
import { inks, palette } from '../../src/figures/drawing/palette.ts';
import { lines } from '../../src/notation/break.ts';
import { latex, latexRow } from '../../src/notation/latex.ts';
import { layout } from '../../src/notation/layout.ts';
import { toned } from '../../src/notation/toned.ts';
import type { Deck, Item } from '../../src/slides/deck.ts';
import { frameWidth } from '../../src/slides/room.ts';
import { slides } from '../../src/slides/slides.ts';
import { example, examples } from '../examples.ts';

const details = ['brief', 'steps'] as const;

describe('slides', () => {
  it.each(examples)('of %s have every formula of the derivation, and every word', async (_, model) => {
    for (const detail of details) {
      const document = await derivation(model, { detail });
      const deck = slides(document);
      expect(symbolsOfDeck(deck)).toEqual(symbolsOfDocument(document));
      expect(wordsOfDeck(deck)).toEqual(wordsOfDocument(document));
    }
  });

  it('show one step a click, and the first at once', async () => {
    const { frames } = slides(await derivation(example('how-a-filter-learns')));
    for (const { items, clicks } of frames) {
      const met = items.flatMap(clicksOf);
      expect(Math.min(...met)).toBe(1);
      expect(Math.max(...met)).toBe(clicks);
      expect(new Set(met).size).toBe(clicks);
    }
    const values = frames.find(({ title }) => title.includes('Forward') && title.length === 1);
    const [first] = values?.items.filter((item) => item.kind === 'equation') ?? [];
    const shown = first?.rows.map(({ steps }) => steps.map(({ click }) => click));
    expect(shown?.[0]).toEqual([1, 2, 3]);
    expect(shown?.[1]).toEqual([4, 5, 6]);
  });

  it('move the window one position a click, each with the expression that it makes', async () => {
    const { frames } = slides(await derivation(example('how-a-filter-learns')));
    const walks = frames.flatMap(({ items, clicks }) =>
      items.flatMap((item) => (item.kind === 'walk' ? [{ ...item, clicks }] : [])),
    );
    expect(walks.map(({ clicks }) => clicks)).toEqual([4]);
    const [{ positions }] = walks;
    expect(
      positions.map(({ drawing, rows }) => [
        drawing.shapes.flatMap((shape, at) => {
          const label = drawing.shapes[at + 1];
          const shaded = shape.kind === 'rectangle' && shape.fill === 'window' && label.kind === 'label';
          return shaded ? [latexRow(labelRow(label.text))] : [];
        }),
        rows.map(({ left, steps }) => `${latexRow(left)} = ${latexRow(steps[0].right)}`),
      ]),
    ).toEqual([
      [
        ['I_{11}', 'I_{12}', 'I_{21}', 'I_{22}'],
        ['o_{11} = I_{11} W_{11} + I_{12} W_{12} + I_{21} W_{21} + I_{22} W_{22}'],
      ],
      [
        ['I_{12}', 'I_{13}', 'I_{22}', 'I_{23}'],
        ['o_{12} = I_{12} W_{11} + I_{13} W_{12} + I_{22} W_{21} + I_{23} W_{22}'],
      ],
      [
        ['I_{21}', 'I_{22}', 'I_{31}', 'I_{32}'],
        ['o_{21} = I_{21} W_{11} + I_{22} W_{12} + I_{31} W_{21} + I_{32} W_{22}'],
      ],
      [
        ['I_{22}', 'I_{23}', 'I_{32}', 'I_{33}'],
        ['o_{22} = I_{22} W_{11} + I_{23} W_{12} + I_{32} W_{21} + I_{33} W_{22}'],
      ],
    ]);
  });

  it('never begin or end a topic with an empty frame', async () => {
    for (const [, model] of examples) {
      for (const { items } of slides(await derivation(model)).frames) expect(items.length).toBeGreaterThan(0);
    }
  });
});

describe('tones', () => {
  it('colour a symbol by the array that it is of, wherever it stands', async () => {
    const { tones } = await derivation(example('how-a-filter-learns'));
    const row = layout({
      kind: 'derivative',
      of: { kind: 'symbol', name: 'L', subscripts: [], role: { kind: 'loss' } },
      by: { kind: 'symbol', name: 'K', subscripts: [], role: { kind: 'array', array: 'W' } },
    });
    expect(latexRow(toned(row, tones ?? new Map()))).toBe('\\frac{\\partial L}{\\partial \\toneweight{K}}');
  });

  it('are read on white and on every fill that they stand on, by the contrast of WCAG AA', () => {
    const white: readonly [number, number, number] = [255, 255, 255];
    for (const ink of Object.values(inks)) expect(contrast(ink, white)).toBeGreaterThan(7);
    expect(contrast(inks.input, palette.window)).toBeGreaterThan(4.5);
    expect(contrast(inks.weight, palette.filter)).toBeGreaterThan(4.5);
    expect(contrast(inks.output, palette.output)).toBeGreaterThan(4.5);
  });
});

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function clicksOf(item: Item): number[] {
  switch (item.kind) {
    case 'equation':
      return item.rows.flatMap(({ click, steps }) => [click, ...steps.map((step) => step.click)]);
    case 'list':
      return item.items.map(({ click }) => click);
    case 'walk':
      return item.positions.map((_, at) => item.click + at);
    default:
      return [item.click];
  }
}

/** All formulas of equations, broken for a frame; a long fraction is another formula there (break.test.ts). */
function symbolsOfDocument({ blocks }: Document): string {
  return marks(
    blocks.flatMap((block) => {
      if (block.kind !== 'equation' && block.kind !== 'figure') return [];
      const chains =
        block.kind === 'equation' ? block.lines : (block.moving?.positions.map(({ line }) => line) ?? []);
      return lines(chains, frameWidth).flatMap(({ left, right }) => [latexRow(left), latexRow(right)]);
    }),
  );
}

function symbolsOfDeck({ frames }: Deck): string {
  const items = frames.flatMap((frame) => frame.items);
  return marks(
    items.flatMap((item) => {
      const rows =
        item.kind === 'equation'
          ? item.rows
          : item.kind === 'walk'
            ? item.positions.flatMap((position) => position.rows)
            : [];
      return rows.flatMap(({ left, steps }) => [
        latexRow(left),
        ...steps.map(({ relation, right }, at) =>
          latexRow(at > 0 && relation ? [{ kind: 'relation', relation }, ...right] : right),
        ),
      ]);
    }),
  );
}

function marks(formulas: readonly string[]): string {
  return formulas
    .join(' ')
    .replace(/\\(left|right|[bB]igg?[lr])(?![a-z])[.]?|\\[,;!]|\s/g, '')
    .replace(/\\begin\{p?matrix\}|\\end\{p?matrix\}|[()[\]]/g, '');
}

/** Running text, its formulas left out. */
function wordsOfDocument({ blocks }: Document): string[] {
  const said = (block: Block): string[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'note':
        return [words(block.text)];
      case 'list':
        return block.items.map(words);
      case 'table':
        return block.rows.flatMap((row) => row.map(words));
      default:
        return [];
    }
  };
  return blocks.flatMap(said);
}

function wordsOfDeck({ frames }: Deck): string[] {
  const said = (item: Item): string[] => {
    switch (item.kind) {
      case 'text':
        return [words(item.text)];
      case 'list':
        return item.items.map(({ text }) => words(text));
      case 'table':
        return item.rows.flatMap((row) => row.map(words));
      default:
        return [];
    }
  };
  return frames.flatMap(({ items }) => items.flatMap(said));
}

function words(text: Extract<Block, { kind: 'paragraph' }>['text']): string {
  return text
    .map((one) => (typeof one === 'string' ? one : one.kind === 'math' ? latex(one.notation) : one.text))
    .join('');
}
