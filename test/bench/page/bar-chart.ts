/** One bar, or one made of parts. */
export interface Bar { label: string; parts: readonly { name: string; value: number }[] }

const colours = ['#1d5fa8', '#c2410c', '#0f766e', '#7c3aed', '#a16207', '#be185d', '#475569', '#4d7c0f', '#0e7490', '#9f1239', '#1e3a8a', '#78716c'];
const [labelWidth, barWidth, valueWidth, rowHeight] = [270, 400, 110, 26];

const text = (x: number, y: number, content: string, more = ''): string => `<text x="${x}" y="${y}" ${more}>${escape(content)}</text>`;
const escape = (content: string): string => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A plot as SVG: one row a bar. @param line a value to compare with, drawn as a line */
export function barChart({ title, bars, show, line }: { title: string; bars: readonly Bar[]; show: (value: number) => string; line?: { label: string; value: number } }): string {
  const totals = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const scale = barWidth / Math.max(...totals, line?.value ?? 0);
  const names = [...new Set(bars.flatMap(({ parts }) => parts.map(({ name }) => name)))];
  const colourOf = (name: string): string => colours[names.indexOf(name) % colours.length]!;
  const legend = names.length > 1 ? names : [];
  const perRow = 6;
  const top = 40;
  const bottom = top + bars.length * rowHeight;
  const height = bottom + 14 + (line ? 18 : 0) + Math.ceil(legend.length / perRow) * 20;
  const rows = bars.map(({ label, parts }, index) => {
    const y = top + index * rowHeight;
    let x = labelWidth;
    const rects = parts.map(({ name, value }) => {
      const rect = `<rect x="${x.toFixed(1)}" y="${y}" width="${(value * scale).toFixed(1)}" height="${rowHeight - 8}" fill="${colourOf(name)}"><title>${escape(`${name} ${show(value)}`)}</title></rect>`;
      x += value * scale;
      return rect;
    });
    return [text(labelWidth - 8, y + 13, label, 'text-anchor="end"'), ...rects, text(x + 6, y + 13, show(totals[index]!))].join('');
  });
  const mark = line && `<line x1="${labelWidth + line.value * scale}" x2="${labelWidth + line.value * scale}" y1="${top - 6}" y2="${bottom}" stroke="#111" stroke-dasharray="4 3"/>${text(labelWidth + line.value * scale, bottom + 12, line.label, 'text-anchor="middle"')}`;
  const key = legend.map((name, index) => {
    const [x, y] = [20 + (index % perRow) * 125, bottom + (line ? 32 : 14) + Math.floor(index / perRow) * 20];
    return `<rect x="${x}" y="${y}" width="12" height="12" fill="${colourOf(name)}"/>${text(x + 17, y + 11, name)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${labelWidth + barWidth + valueWidth}" height="${height}" font-family="sans-serif" font-size="13" fill="#111"><rect width="100%" height="100%" fill="#fff"/>${text(12, 22, title, 'font-weight="bold" font-size="15"')}\n${[...rows, mark ?? '', ...key].filter(Boolean).join('\n')}\n</svg>\n`;
}
