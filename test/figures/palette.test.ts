import { describe, expect, it } from 'vitest';
import type { Ink, Tint } from '../../src/figures/drawing/drawing.ts';
import { type Colour, inkPalette, palette } from '../../src/figures/drawing/palette.ts';

const series: readonly Tint[] = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const lettersOn: readonly Tint[] = [
  'image',
  'window',
  'filter',
  'output',
  'padding',
  'winner',
  ...series,
  'above1',
  'above2',
  'above3',
  'below1',
  'below2',
  'below3',
];
const lettersIn: readonly Ink[] = ['black', 'faint', 'forward', 'backward', 'third'];

describe('the palette', () => {
  it.each(lettersOn)('carries black letters on %s', (tint) => {
    // What WCAG 2 asks for small letters.
    expect(contrast(palette[tint], [0, 0, 0])).toBeGreaterThan(4.5);
  });

  it.each(lettersIn)('has letters in %s that are read on white', (ink) => {
    expect(contrast(inkPalette[ink], [255, 255, 255])).toBeGreaterThan(4.5);
  });

  it('has outputs in colours that differ in grey', () => {
    const grey = series.map((tint) => lightness(palette[tint]));
    for (const [at, light] of grey.slice(1).entries()) expect(grey[at] - light).toBeGreaterThan(4);
  });

  it.each([
    ['everyone', identity],
    ['deuteranopia', deuteranopia()],
    ['protanopia', protanopia()],
  ])('has outputs in colours that %s tells apart', (_, seen) => {
    const colours = series.map((tint) => lab(times(seen, linear(palette[tint]))));
    const distances = colours.flatMap((one, at) =>
      colours.slice(at + 1).map((other) => distance(one, other)),
    );
    // A difference of 2.3 is just noticed.
    expect(Math.min(...distances)).toBeGreaterThan(10);
  });

  it('has forward and backward lines that differ in grey as well', () => {
    expect(Math.abs(lightness(inkPalette.forward) - lightness(inkPalette.backward))).toBeGreaterThan(5);
  });

  it('has both sides of 0 about equally light, and lighter near it', () => {
    for (const [above, below] of [
      ['above1', 'below1'],
      ['above2', 'below2'],
      ['above3', 'below3'],
    ] as const)
      expect(Math.abs(lightness(palette[above]) - lightness(palette[below]))).toBeLessThan(8);
    expect(lightness(palette.above1)).toBeGreaterThan(lightness(palette.above2) + 8);
    expect(lightness(palette.above2)).toBeGreaterThan(lightness(palette.above3) + 8);
    expect(lightness(palette.below1)).toBeGreaterThan(lightness(palette.below2) + 8);
    expect(lightness(palette.below2)).toBeGreaterThan(lightness(palette.below3) + 8);
  });
});

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

function linear(colour: Colour): Vector {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

function luminance(colour: Colour): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** L* of CIELAB, from 0 to 100. */
function lightness(colour: Colour): number {
  return 116 * Math.cbrt(luminance(colour)) - 16;
}

function times(matrix: Matrix, [x, y, z]: Vector): Vector {
  const [a, b, c] = matrix.map(([p, q, r]) => Math.max(0, p * x + q * y + r * z));
  return [a, b, c];
}

const identity: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** What is seen without one kind of cones: Machado, Oliveira and Fernandes (2009), for linear light. */
function deuteranopia(): Matrix {
  return [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ];
}

function protanopia(): Matrix {
  return [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ];
}

/** CIELAB for the white of sRGB. */
function lab(rgb: Vector): Vector {
  const toXyz: Matrix = [
    [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
    [0.2126, 0.7152, 0.0722],
    [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
  ];
  const [x, y, z] = times(toXyz, rgb).map((value) =>
    value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: Vector, other: Vector): number {
  return Math.hypot(...one.map((value, at) => value - other[at]));
}
