import type { Assets } from './format.ts';

/** The faces that our notation uses; the others would double the size of the page. */
const faces = [
  'KaTeX_AMS-Regular',
  'KaTeX_Main-Regular',
  'KaTeX_Main-Bold',
  'KaTeX_Main-Italic',
  'KaTeX_Math-Italic',
  'KaTeX_Size1-Regular',
  'KaTeX_Size2-Regular',
  'KaTeX_Size3-Regular',
  'KaTeX_Size4-Regular',
];

/** KaTeX's style sheet with its fonts inside. */
export function katexStyle(assets: Assets): string {
  return assets.text('katex/katex.min.css').replace(/@font-face\{[^}]*\}/g, (rule) => {
    const face = faces.find((name) => rule.includes(`${name}.woff2`));
    if (!face) return '';
    return rule.replace(/src:[^;}]*/, `src:url(${fontData(face, assets)}) format("woff2")`);
  });
}

export function fontData(face: string, assets: Assets): string {
  return `data:font/woff2;base64,${base64(assets.bytes(`katex/fonts/${face}.woff2`))}`;
}

/** Without Buffer, so that pages can be made in a page. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
