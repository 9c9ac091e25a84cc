/** What is used of fontkit, which has no types of its own. */
declare module 'fontkit' {
  interface OpenedFont { hasGlyphForCodePoint(codePoint: number): boolean }
  /** @param postscriptName of the face, in a collection */
  export function openSync(file: string, postscriptName?: string): OpenedFont;
}
