import type { Tone } from '../../notation/tone.ts';
import type { Ink, Tint } from './drawing.ts';

/** Red, green, blue. */
export type Colour = readonly [number, number, number];

/**
 * Faces by meaning. After the palette of Okabe and Ito (https://jfly.uni-koeln.de/color/), told apart by the
 * colour-blind, mixed with white so that black letters stay legible on them; of different lightness, so that they differ
 * in grey as well.
 */
export const palette: Readonly<Record<Tint, Colour>> = {
  image: [255, 255, 255],
  window: [158, 206, 237],
  filter: [245, 214, 140],
  output: [160, 218, 198],
  padding: [240, 240, 240],
  winner: [240, 178, 122],
  met: [64, 143, 196],
  made: [0, 138, 100],
  one: [247, 240, 151],
  two: [187, 225, 246],
  three: [240, 190, 84],
  four: [95, 195, 167],
  five: [97, 168, 207],
  six: [204, 121, 167],
  seven: [213, 94, 0],
  // From light to dark in equal steps of lightness; black figures stay legible on the darkest.
  heat0: [255, 247, 188],
  heat1: [254, 217, 118],
  heat2: [253, 174, 84],
  heat3: [240, 132, 56],
  heat4: [217, 92, 20],
  // Equally light on both sides of 0, which is white: the sign is told by more than the colour.
  above1: [253, 225, 196],
  above2: [246, 182, 116],
  above3: [224, 130, 48],
  below1: [205, 225, 242],
  below2: [128, 184, 222],
  below3: [62, 142, 196],
};

/** Lines and letters, dark enough on white for small letters. */
export const inkPalette: Readonly<Record<Ink, Colour>> = {
  black: [0, 0, 0],
  edge: [51, 51, 51],
  faint: [95, 95, 95],
  grey: [136, 136, 136],
  light: [215, 215, 215],
  forward: [0, 98, 155],
  backward: [190, 80, 0],
  third: [0, 120, 88],
};

/**
 * Inks of quantities, of the hues of their fills (the window's, the filter's, the output's) and dark enough to be read on
 * white and on the fill; also after Okabe and Ito.
 */
export const inks: Readonly<Record<Tone, readonly [number, number, number]>> = {
  input: [0, 84, 147],
  weight: [128, 66, 0],
  output: [0, 98, 70],
  delta: [146, 28, 98],
};
