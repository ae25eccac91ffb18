/** What is used of it; the package brings no types. */
declare module 'opentype.js' {
  interface Font {
    charToGlyphIndex(character: string): number;
    charToGlyph(character: string): {
      readonly advanceWidth: number;
      getPath(x: number, y: number, size: number): { toPathData(decimals: number): string };
    };
  }
  const opentype: { parse(bytes: ArrayBuffer): Font };
  export default opentype;
}
