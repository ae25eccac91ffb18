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
};
