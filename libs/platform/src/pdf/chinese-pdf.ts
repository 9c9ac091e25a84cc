import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openSync } from 'fontkit';
import PDFDocument from 'pdfkit';

/** Noto Sans SC (SIL Open Font License 1.1, beside it): the characters of simplified Chinese, of which a page embeds those that it uses. */
const builtIn = join(__dirname, 'fonts', 'noto-sans-sc.ttf');

/** A fuller font for rare characters in names; `face` of a collection (.ttc), by its PostScript name. */
export interface FontFile { file: string; face?: string }

export interface TextLook { size?: number; color?: string; align?: 'left' | 'center' | 'right'; indent?: number; /** Left edge, points from the margin. */ left?: number }

type Font = ReturnType<typeof openSync>;

/** Opened once a process: the built-in one takes some 20 ms, a whole CJK collection a second. */
const opened = new Map<string, Font>();
function fontOf({ file, face }: FontFile): Font {
  const key = `${file}#${face ?? ''}`;
  const known = opened.get(key) ?? openSync(file, face);
  opened.set(key, known);
  return known;
}

/**
 * An A4 document in Chinese and English. No character is ever left out or shown as an empty box: one that no font has is written by its code point
 * (〔U+3403〕) and told in `missing`, so that a name on paper is never silently another name.
 */
export class ChinesePdf {
  readonly doc: PDFKit.PDFDocument;
  /** Characters that no font had. */
  readonly missing = new Set<string>();
  private readonly content: Promise<Buffer>;

  constructor({ title, language, madeAt }: { title: string; language: 'zh-CN' | 'en'; madeAt: Date }, private readonly fallback?: FontFile) {
    this.doc = new PDFDocument({ size: 'A4', margin: 56, bufferPages: true, lang: language, info: { Title: title, Creator: 'Lianzhi 联执', CreationDate: madeAt } });
    this.content = buffer(this.doc);
    this.doc.registerFont('built-in', builtIn).font('built-in');
    if (fallback !== undefined) this.doc.registerFont('fallback', fallback.file, fallback.face);
  }

  /** One paragraph. */
  write(text: string, { size = 11, color = '#1f1f1f', align = 'left', indent = 0, left = 0 }: TextLook = {}): this {
    const { doc } = this;
    doc.fontSize(size).fillColor(color);
    const width = doc.page.width - doc.page.margins.left - doc.page.margins.right - left;
    const runs = this.runsOf(text);
    for (const [index, { font, text: run }] of runs.entries()) {
      doc.font(font);
      const options = { align, indent, width, lineGap: size * 0.35, continued: index < runs.length - 1 };
      if (index === 0) doc.text(run, doc.page.margins.left + left, undefined, options);
      else doc.text(run, options);
    }
    doc.x = doc.page.margins.left;
    return this;
  }

  gap(points = 8): this {
    this.doc.y += points;
    return this;
  }

  rule(color = '#bfbfbf'): this {
    const { doc } = this;
    doc.moveTo(doc.page.margins.left, doc.y).lineTo(doc.page.width - doc.page.margins.right, doc.y).lineWidth(0.7).strokeColor(color).stroke();
    return this.gap(6);
  }

  /** @param foot what stands at the bottom of each page */
  async end(foot?: (page: number, of: number) => string): Promise<Buffer> {
    const { doc } = this;
    const { start, count } = doc.bufferedPageRange();
    for (let page = 0; foot !== undefined && page < count; page += 1) {
      doc.switchToPage(start + page);
      // Below the margin, where text would otherwise open another page.
      doc.page.margins.bottom = 0;
      doc.font('built-in').fontSize(8).fillColor('#595959').text(this.known(foot(page + 1, count)), doc.page.margins.left, doc.page.height - 40, { align: 'center', width: doc.page.width - 2 * doc.page.margins.left, lineBreak: false });
    }
    doc.end();
    return this.content;
  }

  private known(text: string): string {
    return this.runsOf(text).map(({ text: run }) => run).join('');
  }

  private runsOf(text: string): { font: 'built-in' | 'fallback'; text: string }[] {
    const runs: { font: 'built-in' | 'fallback'; text: string }[] = [];
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      const plain = codePoint < 0x20 || fontOf({ file: builtIn }).hasGlyphForCodePoint(codePoint);
      const other = !plain && this.fallback !== undefined && fontOf(this.fallback).hasGlyphForCodePoint(codePoint);
      if (!plain && !other) this.missing.add(character);
      const font = other ? 'fallback' : 'built-in';
      const shown = plain || other ? character : `〔U+${codePoint.toString(16).toUpperCase()}〕`;
      if (runs.at(-1)?.font === font) runs.at(-1)!.text += shown;
      else runs.push({ font, text: shown });
    }
    return runs;
  }
}
