import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../src/figures/drawing/drawing.ts';
import { spoken } from '../../src/figures/drawing/label-row.ts';
import { figures } from '../../src/figures/index.ts';
import { everyFigure } from './every-figure.ts';
import { type Box, boxOf, crosses, labelBox, overlap, within } from './extent.ts';

const all = everyFigure();
const cases = all.map(({ title, drawing }) => [title, drawing] as const);

function labelsOf({ shapes }: Drawing): { said: string; box: Box }[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'label' ? [{ said: spoken(shape.text), box: labelBox(shape) }] : [],
  );
}

describe('every figure', () => {
  it('is of some model', () => {
    const drawn = new Set(all.map(({ figure }) => figure.name));
    expect(Object.keys(figures).filter((name) => !drawn.has(name))).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it.each(cases)('%s: says in words what it shows', (_, { alt }) => {
    expect(alt).toMatch(/^.{30,1500}\.$/s);
    expect(alt).not.toMatch(/undefined|NaN|\[object|Infinity/);
  });

  it.each(cases)('%s: lies within its frame', (_, drawing) => {
    const frame: Box = [0, 0, drawing.width, drawing.height];
    const outside = drawing.shapes.filter((shape) => !within(boxOf(shape), frame, 0.02));
    expect(outside).toEqual([]);
  });

  it.each(cases)('%s: no letters lie over others', (_, drawing) => {
    const labels = labelsOf(drawing);
    const clashes = labels.flatMap((one, at) =>
      labels.slice(at + 1).flatMap((other) => (overlap(one.box, other.box) ? [[one.said, other.said]] : [])),
    );
    expect(clashes).toEqual([]);
  });

  it.each(cases)('%s: letters lie within a cell or outside of it, and no line crosses them', (_, drawing) => {
    const crossed = labelsOf(drawing).filter(({ box }) =>
      drawing.shapes.some((shape) => {
        if (shape.kind === 'rectangle') return overlap(box, boxOf(shape)) && !within(box, boxOf(shape));
        if (shape.kind === 'polygon' || shape.kind === 'circle') return overlap(box, boxOf(shape));
        return shape.kind === 'line' && crosses(shape, box);
      }),
    );
    expect(crossed.map(({ said }) => said)).toEqual([]);
  });

  it.each(cases)('%s: has no more shapes than a person or a program can go through', (_, { shapes }) => {
    expect(shapes.length).toBeLessThan(3500);
  });

  it('is the same a second time', () => {
    expect(everyFigure().map(({ drawing }) => drawing)).toEqual(all.map(({ drawing }) => drawing));
  });
});
