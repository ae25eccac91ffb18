import type { Drawing } from '../figures/drawing/drawing.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';
import { base64 } from '../formats/katex-style.ts';

/**
 * A drawing as the source of an image: SVG within its address, since a page has no folder of ours beside it; on white,
 * since its lines are black and the page may be dark.
 */
export function pictureSource(drawing: Drawing): string {
  const picture = svgOf(drawing, asText({ family: 'Times New Roman' }));
  const source = picture.replace('<svg ', '<svg style="background:#fff" ');
  return `data:image/svg+xml;base64,${base64(new TextEncoder().encode(source))}`;
}
