import { existsSync } from 'node:fs';
import { ChinesePdf } from './chinese-pdf';

const cjk = '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc';
const made = (fallback?: ConstructorParameters<typeof ChinesePdf>[1]) => new ChinesePdf({ title: '回执', language: 'zh-CN', madeAt: new Date('2025-09-30T16:05:00+08:00') }, fallback);

describe('a PDF in Chinese', () => {
  it('embeds a part of the font, with text that can be selected, and numbers its pages', async () => {
    const pdf = made();
    for (let line = 0; line < 120; line += 1) pdf.write('被执行人喆某，存款冻结');
    const content = await pdf.end((page, of) => `第 ${page} 页 共 ${of} 页`);
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(content.includes('/ToUnicode')).toBe(true);
    expect(content.includes('/Lang (zh-CN)')).toBe(true);
    // The foot of a page must not open another one.
    expect(content.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(4);
    expect(content.length).toBeLessThan(60_000);
    expect(pdf.missing.size).toBe(0);
  });

  it('never leaves out a character of a name: it stands by its code point, and is told', async () => {
    const pdf = made().write('王㛃，李䶮');
    expect([...pdf.missing]).toEqual(['㛃', '䶮']);
    await pdf.end();
  });

  (existsSync(cjk) ? it : it.skip)('takes rare characters from the fuller font that it is given', async () => {
    const pdf = made({ file: cjk, face: 'NotoSerifCJKsc-Regular' }).write('王㛃，李䶮');
    expect(pdf.missing.size).toBe(0);
    expect((await pdf.end()).includes('NotoSerifCJKsc')).toBe(true);
  });
});
