import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../src/figures/drawing/drawing.ts';
import { spoken } from '../../src/figures/drawing/label-row.ts';
import { asText } from '../../src/figures/drawing/lettering.ts';
import { palette } from '../../src/figures/drawing/palette.ts';
import { svgOf } from '../../src/figures/drawing/svg-of.ts';
import { tikzOf } from '../../src/figures/drawing/tikz-of.ts';
import { heatBlocks } from '../../src/figures/heat/blocks.ts';
import { heatMap } from '../../src/figures/heat/map.ts';
import type { Shape } from '../../src/index/tensor.ts';
import { partial, sym } from '../../src/notation/build.ts';

/** Errors at some places of an array that is right elsewhere. */
function errorsAt(shape: Shape, given: Readonly<Record<number, number>>) {
  const count = shape.reduce((product, size) => product * size, 1);
  const errors = Float64Array.from({ length: count }, (_, place) => given[place] ?? 0);
  return [shape, errors, Array.from(errors, (_, place) => place in given)] as const;
}

function rectangles({ shapes }: Drawing, stroke: 'thin' | 'thick') {
  return shapes.filter((shape) => shape.kind === 'rectangle').filter((shape) => shape.stroke === stroke);
}

function labels({ shapes }: Drawing): string[] {
  return shapes.filter((shape) => shape.kind === 'label').map((shape) => spoken(shape.text));
}

const small = errorsAt([2, 3], { 1: 0.25, 5: -1.5 });

describe('a heat map', () => {
  it('has a square for every entry, a thick edge where one is wrong, and the error in it', () => {
    const drawing = heatMap(...small, partial(sym('L'), sym('W')));
    expect(rectangles(drawing, 'thick').map(({ fill }) => fill)).toEqual(['heat0', 'heat4']);
    expect(rectangles(drawing, 'thin').filter(({ fill }) => fill === 'image')).toHaveLength(4);
    expect(labels(drawing)).toEqual(expect.arrayContaining(['∂L/∂W', '1', '2', '3', '0.25', '−1.5']));
    expect(drawing.alt).toBe('2 of 6 entries of ∂L/∂W are wrong; the largest error, −1.5, is at ∂L/∂W_23.');
  });

  it('is drawn in both formats, in the colours that it uses', () => {
    const drawing = heatMap(...small, 'W');
    const picture = svgOf(drawing, asText({ upright: 'data:,', italic: 'data:,' }));
    expect(picture).toContain(`rgb(${palette.heat4.join(',')})`);
    expect(tikzOf(drawing)).toContain('\\draw[thick black line, fill=gradsheetheat4]');
    expect(tikzOf(drawing)).not.toContain('gradsheetpadding');
  });

  it('has a panel for every slice of a filter bank, the channels of a filter beside each other', () => {
    const drawing = heatMap(...errorsAt([2, 3, 2, 2], { 23: 1 }), 'W');
    const titles = drawing.shapes.filter(
      (shape) => shape.kind === 'label' && spoken(shape.text).startsWith('W'),
    );
    expect(titles.map((shape) => shape.kind === 'label' && spoken(shape.text))).toEqual([
      'W_{1,1,:,:}',
      'W_{1,2,:,:}',
      'W_{1,3,:,:}',
      'W_{2,1,:,:}',
      'W_{2,2,:,:}',
      'W_{2,3,:,:}',
    ]);
    const heights = titles.map((shape) => (shape.kind === 'label' ? shape.y : 0));
    expect(new Set(heights.slice(0, 3)).size).toBe(1);
    expect(heights[3]).toBeGreaterThan(heights[0]);
    expect(drawing.alt).toContain('is at W_2322.');
  });

  it.each([
    ['a long row', [10, 784], 'Each square stands for a block of 1 by 13 entries'],
    ['many slices', [64, 32, 3, 3], 'Each square stands for 9 entries of the other axes'],
    ['many channels', [40, 6, 6], 'Each square stands for 3 entries of the other axes'],
    ['all of it', [200, 200], 'Each square stands for a block of 4 by 4 entries'],
  ] as const)('pools %s and says so', (_, shape, said) => {
    const drawing = heatMap(...errorsAt([...shape], { 7: 1, 8: -3 }), 'W');
    expect(drawing.alt).toContain(said);
    expect(drawing.shapes.length).toBeLessThan(1200);
    expect(rectangles(drawing, 'thick').map(({ fill }) => fill)).toContain('heat4');
  });

  it('shows what is no number as the worst', () => {
    const drawing = heatMap(...errorsAt([4], { 0: 1, 2: Number.NaN }), 'b');
    expect(drawing.alt).toBe('2 of 4 entries of b are wrong; b_3 is no finite number.');
    expect(rectangles(drawing, 'thick').map(({ fill }) => fill)).toEqual(['heat4', 'heat4']);
    expect(labels(drawing)).toContain('?');
  });

  it('is white where all is right', () => {
    const drawing = heatMap(...errorsAt([3, 3], {}), 'W');
    expect(rectangles(drawing, 'thick')).toEqual([]);
    expect(drawing.alt).toBe('All 9 entries of W are right.');
  });

  it.each([[], [1], [1, 1, 1, 1]])('draws a single number (%#)', (...shape: number[]) => {
    const drawing = heatMap(...errorsAt(shape, { 0: -2 }), 'b');
    expect(rectangles(drawing, 'thick')).toHaveLength(1);
    expect(drawing.alt).toBe('b is wrong; its error is −2.');
  });

  it('has shades that differ in grey and carry black figures', () => {
    const shades = [palette.heat0, palette.heat1, palette.heat2, palette.heat3, palette.heat4].map(luminance);
    for (const [at, shade] of shades.slice(1).entries()) expect(shade).toBeLessThan(shades[at] * 0.85);
    expect((shades[4] + 0.05) / 0.05).toBeGreaterThan(4.5);
  });
});

/** As WCAG defines it for contrast. */
function luminance(rgb: readonly [number, number, number]): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('a heat map in characters', () => {
  it('is a matrix with numbers on its edges', () => {
    expect(heatBlocks(...errorsAt([3, 12], { 0: 1, 13: 2, 14: -2.9, 35: 4 }), 'W')).toEqual([
      'W',
      '  1 2 3 4 5 6 7 8 9 10  12',
      '1 ▒ · · · · · · · · · · ·',
      '2 · ▓ ▓ · · · · · · · · ·',
      '3 · · · · · · · · · · · █',
      '',
      '· right, ░ ▒ ▓ █ wrong, by the size of the error up to 4',
    ]);
  });

  it('has its slices beside each other as far as there is room', () => {
    const given = errorsAt([3, 2, 2], { 0: 1, 11: 8 });
    expect(heatBlocks(...given, 'K')).toEqual([
      'K_{1,:,:}   K_{2,:,:}   K_{3,:,:}',
      '  1 2         1 2         1 2',
      '1 ░ ·       1 · ·       1 · ·',
      '2 · ·       2 · ·       2 · █',
      '',
      '· right, ░ ▒ ▓ █ wrong, by the size of the error up to 8',
    ]);
    expect(heatBlocks(...given, 'K', 22)).toHaveLength(11);
  });

  it('pools what is too long', () => {
    const lines = heatBlocks(...errorsAt([1, 784], { 783: 1 }), 'W');
    expect(lines.every((line) => line.length <= 100)).toBe(true);
    const narrow = heatBlocks(...errorsAt([1, 784], { 783: 1 }), 'W', 40);
    expect(narrow.slice(0, 3).every((line) => line.length <= 40)).toBe(true);
    expect(lines.at(-1)).toContain('Each sign stands for 13 entries');
  });
});
