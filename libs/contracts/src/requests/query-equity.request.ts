import { defineRequest } from '../define-request';
import { choice, creditCode, fieldSet, legalDate, listOfGroups, money, optional, share, text } from '../fields';
import { foundListIssues } from '../found-list';

const freeze = fieldSet({
  authority: text({ zh: '冻结机关', en: 'Authority' }),
  caseNumber: optional(text({ zh: '案号', en: 'Case number', max: 64 })),
  amount: optional(money({ zh: '冻结出资额', en: 'Contribution frozen' })),
  publishedOn: optional(legalDate({ zh: '公示日期', en: 'Published on' })),
  until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
}, 'EquityFreeze');

const pledge = fieldSet({
  pledgee: text({ zh: '质权人', en: 'Pledgee' }),
  amount: optional(money({ zh: '出质出资额', en: 'Contribution pledged' })),
  registeredOn: optional(legalDate({ zh: '出质登记日期', en: 'Registered on' })),
}, 'EquityPledge');

const holding = fieldSet({
  company: text({ zh: '股权所在公司', en: 'Company', max: 120 }),
  creditCode: creditCode({ zh: '统一社会信用代码', en: 'Unified social credit code' }),
  form: choice({
    zh: '公司类型', en: 'Form', options: {
      limited: { zh: '有限责任公司', en: 'Limited liability company' }, 'joint-stock': { zh: '股份有限公司（非上市）', en: 'Joint-stock company, not listed' },
      partnership: { zh: '合伙企业', en: 'Partnership' }, other: { zh: '其他营利法人', en: 'Other' },
    },
  }),
  subscribed: optional(money({ zh: '认缴出资额', en: 'Contribution subscribed' })),
  paid: optional(money({ zh: '实缴出资额', en: 'Contribution paid in' })),
  share: optional(share({ zh: '持股比例', en: 'Share' })),
  dueOn: optional(legalDate({ zh: '出资期限', en: 'Contribution due on' })),
  status: optional(text({ zh: '登记状态', en: 'Status', max: 60 })),
  offices: optional(text({ zh: '任职', en: 'Offices held' })),
  pledges: listOfGroups({ zh: '出质', en: 'Pledges', of: pledge, max: 50 }),
  freezes: listOfGroups({ zh: '在先冻结', en: 'Earlier freezes', of: freeze, max: 50 }),
}, 'Holding');

/** 查询股权: shares of companies that are not listed, with pledges and earlier freezes (法释〔2021〕20号 arts. 1, 4). */
export const queryEquity = defineRequest({
  type: 'query-equity',
  title: { zh: '查询股权', en: 'Query equity' },
  kind: 'query',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    company: optional(text({ zh: '股权所在公司', en: 'Company', max: 120, hint: { zh: '不填则查询全部对外投资', en: 'left out: all holdings' } })),
    history: optional(choice({ zh: '范围', en: 'Scope', options: { current: { zh: '现有股权', en: 'Held now' }, 'with-past': { zh: '含历史变更', en: 'With past changes' } } })),
  },
  reply: { holdings: optional(listOfGroups({ zh: '股权', en: 'Holdings', of: holding, max: 200 })) },
  replyRequires: { found: ['holdings', 'asOf'], partial: ['holdings'] },
  documents: [
    { kind: '协助查询通知书', title: { zh: '协助查询通知书', en: 'Notice to assist with a query' }, required: true },
    { kind: '企业登记档案', title: { zh: '企业登记档案', en: 'Registration file' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  obligations: [{
    name: 'answer', title: { zh: '反馈查询结果', en: 'Answer the query' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 3, unit: 'workday' }, times: 1 },
    source: { level: 'policy', note: { zh: '协助义务见民事诉讼法第二百五十三条，天数无规定', en: 'the duty is in 民事诉讼法 art. 253, which has no number' } },
  }],
  checkReply: ({ outcome, details: { holdings } }) => foundListIssues(outcome, 'holdings', holdings),
  onPerformance: 'withdraw',
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { history: 'current' as const },
  }),
  replyExamples: (at) => {
    const holdings = [{
      company: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69', form: 'limited' as const, subscribed: '2000000.00', paid: '500000.00', share: '40', dueOn: at.days(900), status: '存续',
      offices: '监事', pledges: [], freezes: [{ authority: '临汾市中级人民法院', amount: '300000.00', publishedOn: at.days(-90), until: at.days(1000) }],
    }];
    const searched = { source: '企业登记系统、国家企业信用信息公示系统', asOf: at.instant(0) };
    return {
      found: { details: { holdings, ...searched } },
      none_proven: { details: { holdings: [], ...searched, note: '查无对外投资信息' } },
      not_searched: { details: { reason: '登记系统升级，未能查询' } },
      failed: { details: { reason: '登记系统返回错误，查询失败' } },
      partial: { details: { holdings, ...searched, reason: '外省登记的企业未能查询' } },
    };
  },
});
