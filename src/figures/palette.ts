import type { Tone } from '../notation/tone.ts';
import type { Tint } from './drawing.ts';

/**
 * Fills by meaning, as [red, green, blue]. After Okabe and Ito's palette, told apart by the colour-blind, and of
 * different lightness, so that they differ in grey as well.
 */
export const palette: Readonly<Record<Tint, readonly [number, number, number]>> = {
  image: [255, 255, 255],
  window: [158, 206, 237],
  filter: [245, 214, 140],
  output: [160, 218, 198],
  padding: [240, 240, 240],
  winner: [240, 178, 122],
  // From light to dark in equal steps of lightness; black figures stay legible on the darkest.
  heat0: [255, 247, 188],
  heat1: [254, 217, 118],
  heat2: [253, 174, 84],
  heat3: [240, 132, 56],
  heat4: [217, 92, 20],
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
