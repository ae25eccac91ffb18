/** What is used of it; the package brings no types. */
declare module 'opentype.js' {
  export type PathCommand =
    | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
    | {
        readonly type: 'Q';
        readonly x1: number;
        readonly y1: number;
        readonly x: number;
        readonly y: number;
      }
    | {
        readonly type: 'C';
        readonly x1: number;
        readonly y1: number;
        readonly x2: number;
        readonly y2: number;
        readonly x: number;
        readonly y: number;
      }
    | { readonly type: 'Z' };
  interface Font {
    charToGlyphIndex(character: string): number;
    charToGlyph(character: string): {
      readonly advanceWidth: number;
      getPath(x: number, y: number, size: number): { readonly commands: readonly PathCommand[] };
    };
  }
  const opentype: { parse(bytes: ArrayBuffer): Font };
  export default opentype;
}
