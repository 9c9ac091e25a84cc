import { defineRequest } from '../define-request';
import { boolean, choice, choices, fieldSet, legalDate, listOfGroups, money, optional, sensitive, share, text, unitNumber } from '../fields';
import { foundListIssues } from '../found-list';

const seal = fieldSet({
  authority: text({ zh: '查封机关', en: 'Authority' }),
  rank: text({ zh: '顺位', en: 'Rank', max: 20 }),
  caseNumber: optional(text({ zh: '案号', en: 'Case number', max: 64 })),
  from: optional(legalDate({ zh: '查封起始日', en: 'From' })),
  until: optional(legalDate({ zh: '查封截止日', en: 'Until' })),
}, 'RegisteredSeal');

const mortgage = fieldSet({
  mortgagee: text({ zh: '抵押权人', en: 'Mortgagee' }),
  secured: optional(money({ zh: '被担保债权数额', en: 'Amount secured' })),
  maximum: optional(boolean({ zh: '最高额抵押', en: 'Maximum-amount mortgage' })),
  registeredOn: optional(legalDate({ zh: '登记日期', en: 'Registered on' })),
}, 'RegisteredMortgage');

const property = fieldSet({
  unitNumber: unitNumber({ zh: '不动产单元号', en: 'Real estate unit number' }),
  location: sensitive(text({ zh: '坐落', en: 'Location' })),
  ownership: choice({
    zh: '共有情况', en: 'Ownership', options: {
      sole: { zh: '单独所有', en: 'Sole' }, joint: { zh: '共同共有', en: 'Joint' }, shares: { zh: '按份共有', en: 'In shares' },
    },
  }),
  certificate: optional(text({ zh: '不动产权证号', en: 'Number of the certificate', max: 80 })),
  share: optional(share({ zh: '所占份额', en: 'Share of the debtor' })),
  coOwners: optional(sensitive(text({ zh: '共有人', en: 'Co-owners' }))),
  right: optional(text({ zh: '权利类型', en: 'Kind of right', max: 80 })),
  use: optional(text({ zh: '用途', en: 'Use', max: 80 })),
  area: optional(text({ zh: '面积', en: 'Area', max: 80 })),
  registeredOn: optional(legalDate({ zh: '登记日期', en: 'Registered on' })),
  mortgages: listOfGroups({ zh: '抵押', en: 'Mortgages', of: mortgage, max: 50 }),
  seals: listOfGroups({ zh: '查封', en: 'Seals', of: seal, max: 50 }),
  transferPending: optional(boolean({ zh: '已受理过户申请尚未登簿', en: 'A transfer was taken in and is not yet registered' })),
  restrictions: optional(text({ zh: '其他限制', en: 'Other restrictions' })),
}, 'Property');

/** 查询不动产登记: what stands in the register in the debtor's name, with mortgages and seals in rank (不动产登记暂行条例 art. 27). */
export const queryRealEstate = defineRequest({
  type: 'query-real-estate',
  title: { zh: '查询不动产登记信息', en: 'Query real estate' },
  kind: 'query',
  requesters: ['court'],
  responders: ['land-registry'],
  subjectKinds: ['person', 'company'],
  request: {
    items: optional(choices({
      zh: '查询内容', en: 'What to query', options: {
        rights: { zh: '现有权利', en: 'Rights held now' }, mortgages: { zh: '抵押', en: 'Mortgages' }, seals: { zh: '查封', en: 'Seals' },
        notices: { zh: '预告登记', en: 'Priority notices' }, history: { zh: '历史转移', en: 'Past transfers' },
      },
    })),
    unitNumber: optional(unitNumber({ zh: '不动产单元号', en: 'Real estate unit number', hint: { zh: '不填则按被执行人查询', en: 'left out: everything of the debtor' } })),
    historySince: optional(legalDate({ zh: '历史转移查询起始日', en: 'Past transfers since' })),
  },
  reply: { properties: optional(listOfGroups({ zh: '不动产', en: 'Properties', of: property, max: 200 })) },
  replyRequires: { found: ['properties', 'asOf'], partial: ['properties'] },
  documents: [
    { kind: '协助查询通知书', title: { zh: '协助查询通知书', en: 'Notice to assist with a query' }, required: true },
    { kind: '不动产登记查询结果证明', title: { zh: '不动产登记查询结果证明', en: 'Certificate of the result' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  obligations: [{
    name: 'answer', title: { zh: '反馈查询结果', en: 'Answer the query' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 1, unit: 'workday' }, times: 1 },
    source: { level: 'policy', note: { zh: '协助义务见不动产登记暂行条例第二十七条，天数无规定', en: 'the duty is in 不动产登记暂行条例 art. 27, which has no number' } },
  }],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { historySince } }, { businessDate }) => historySince === undefined || historySince <= businessDate ? []
    : [{ pointer: '/details/historySince', code: 'date-future', zh: '不得晚于今日', en: 'cannot be in the future' }],
  checkReply: ({ outcome, details: { properties } }) => foundListIssues(outcome, 'properties', properties),
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { items: ['rights' as const, 'mortgages' as const, 'seals' as const] },
  }),
  replyExamples: (at) => {
    const properties = [{
      unitNumber: '141031001008GB00123F00010021', location: '隰县龙泉镇某小区2号楼', ownership: 'shares' as const, share: '50', certificate: '晋（2021）隰县不动产权第0001234号',
      use: '住宅', area: '98.60平方米', registeredOn: at.days(-1200),
      mortgages: [{ mortgagee: '某银行隰县支行', secured: '210000.00', registeredOn: at.days(-1190) }],
      seals: [{ authority: '临汾市中级人民法院', rank: '0', from: at.days(-200), until: at.days(800) }],
    }];
    const searched = { source: '不动产登记簿', asOf: at.instant(0) };
    return {
      found: { details: { properties, ...searched } },
      none_proven: { details: { properties: [], ...searched, note: '查无登记信息' } },
      not_searched: { details: { reason: '登记系统停机维护，未能查询' } },
      failed: { details: { reason: '登记系统返回错误，查询失败' } },
      partial: { details: { properties, ...searched, reason: '未整合的农村宅基地登记资料未查' } },
    };
  },
});
