import { describe, expect, it } from 'vitest';
import { type Bar, barChart, barLines } from '../../src/figures/charts/bar-chart.ts';
import { asText } from '../../src/figures/drawing/lettering.ts';
import { svgOf } from '../../src/figures/drawing/svg-of.ts';
import { tikzOf } from '../../src/figures/drawing/tikz-of.ts';

const parts = [
  { name: 'right', tint: 'output' },
  { name: 'half right', tint: 'filter' },
] as const;
const bars: Bar[] = [
  { label: '1', shares: [0.5, 0.25] },
  { label: '2', shares: [0, 0] },
  { label: '10', shares: [1, 0] },
];

describe('bar charts', () => {
  it('draw a frame for the whole and a piece for each part that is there', () => {
    const { shapes, height, alt } = barChart(bars, parts, 'Answers.');
    const boxes = shapes.flatMap((shape) => (shape.kind === 'rectangle' ? [shape] : []));
    expect(boxes.map(({ fill, width }) => [fill, width])).toEqual([
      ['image', 12],
      ['output', 6],
      ['filter', 3],
      ['image', 12],
      ['image', 12],
      ['output', 12],
      ['output', 0.6],
      ['filter', 0.6],
    ]);
    for (const { y, height: own } of boxes) expect(y + own).toBeLessThanOrEqual(height);
    expect(alt).toBe(
      'Answers. 1: 50% right, 25% half right; 2: 0% right, 0% half right; 10: 100% right, 0% half right.',
    );
  });

  it('are drawn in both ways', () => {
    const drawing = barChart([{ label: '<1>', shares: [0.5, 0.5] }], parts, 'A & B.');
    expect(svgOf(drawing, asText({ family: 'serif' }))).toContain('&lt;1&gt;');
    expect(tikzOf(drawing)).toContain('100\\%');
  });

  it('are lines of characters where there are no pictures', () => {
    expect(barLines(bars, parts, 8)).toEqual([
      ' 1 ████▒▒·· 75%',
      ' 2 ········ 0%',
      '10 ████████ 100%',
      '',
      '█ right   ▒ half right',
    ]);
  });
});
