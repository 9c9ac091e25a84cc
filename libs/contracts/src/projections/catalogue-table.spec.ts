import { catalogue } from '../catalogue';
import { catalogueTable } from './catalogue-table';

const pages = { zh: catalogueTable(catalogue, 'zh'), en: catalogueTable(catalogue, 'en') };
const rowOf = (language: 'zh' | 'en', type: string) => pages[language].split('\n').find((line) => line.includes(`<br>\`${type}\` |`)) ?? '';

describe.each(['zh', 'en'] as const)('catalogueTable %s', (language) => {
  it('has one row of six cells for every type', () => {
    for (const type of catalogue.types()) expect([type, rowOf(language, type).replaceAll('\\|', '').split('|').length]).toEqual([type, 8]);
    expect(pages[language].split('\n').filter((line) => /^\| \*\*/.test(line))).toHaveLength(catalogue.types().length);
  });
  it('names every document, outcome, milestone and obligation of a type', () => {
    for (const { type, documents, milestones, obligations } of catalogue.contracts) {
      const row = rowOf(language, type);
      for (const { kind } of documents) expect(row).toContain(kind);
      for (const { name } of milestones) expect(row).toContain(`\`${name}\``);
      for (const { name, source } of obligations) {
        if (['deliver', 'accept'].includes(name)) continue;
        expect(row).toContain(`\`${name}\``);
        if (source.note !== undefined) expect(row).toContain(source.note[language]);
      }
    }
  });
  it('holds nothing undefined and is the same every time', () => {
    expect(pages[language]).not.toMatch(/undefined|\[object/);
    expect(catalogueTable(catalogue, language)).toBe(pages[language]);
  });
});

describe('a row', () => {
  it('tells what is required, always or by a field', () => {
    expect(rowOf('zh', 'transfer-real-estate')).toContain('**执行裁定书**<br>**协助执行通知书**<br>**受让人身份证明**<br>拍卖成交确认书（「过户依据」为拍卖成交时**必备**）');
    expect(rowOf('en', 'locate-debtor')).toContain('拘留决定书 Detention decision (**required** when “Wanted” is Hold and hand over)');
    expect(rowOf('zh', 'freeze-account')).toContain('协助冻结存款回执（随反馈）');
  });
  it('tells who owes what by when under which rule', () => {
    expect(rowOf('zh', 'object-to-measure')).toContain('审查完毕并书面回复 `answer`：承办方，自送达15日。法律：最高人民法院关于网络查询、冻结被执行人存款的规定 (2013) 第6条');
    expect(rowOf('zh', 'funds-received')).toContain('发放案款 `disburse`：承办方，自送达30日（满3日预警）。政策');
    expect(rowOf('en', 'take-into-detention')).toContain('Release at the end of the detention `detention-ends`: recipient, from “Taken in” until the date that the reply names. law: 民事诉讼法 (2023) art. 118; at most 15 days');
    expect(rowOf('en', 'refer-refusal-offence')).toContain('from delivery 7 days (from “Grave, difficult or complex”: 30 days). opinion: 法发〔2025〕8号 art. 5');
    expect(rowOf('zh', 'query-deposits')).toContain('自送达24小时（可延期1次，每次至多24小时）。政策：');
  });
  it('says once what every type owes', () => {
    expect(pages.zh).toContain('- 签收 `accept`：承办方，自送达1个工作日（紧急2小时；特急30分钟）。政策');
    expect(pages.en).toContain('- Accept `accept`: recipient, from delivery 1 working day (urgent: 2 hours; critical: 30 minutes). policy');
  });
  it('says who asks whom', () => {
    expect(rowOf('zh', 'funds-received')).toContain('| 银行业金融机构 → 人民法院 |');
    expect(pages.en).toContain("## People's court → Real estate registry");
  });
});
