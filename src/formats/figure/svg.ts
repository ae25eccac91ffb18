import { asOutlines } from '../../figures/drawing/outlined.ts';
import { svgOf as drawn } from '../../figures/drawing/svg-of.ts';
import { glyphsOf } from '../glyphs.ts';
import type { FigureFormat } from './figure-format.ts';

/** An SVG that looks the same in every program: no font, no style sheet, no marker, its letters are outlines. */
export const svg: FigureFormat = {
  name: 'svg',
  summary: 'SVG for web pages, slides and drawing programs; its letters are outlines',
  write: async (drawing, assets) => `${drawn(drawing, asOutlines(await glyphsOf(assets)))}\n`,
};
