import { defineRequest } from '../define-request';
import { boolean, fieldSet, legalDate, listOfGroups, money, optional, sensitive, text, unitNumber } from '../fields';
import { foundListIssues } from '../found-list';

const contract = fieldSet({
  number: text({ zh: '合同备案号', en: 'Number of the filed contract', max: 80 }),
  project: text({ zh: '项目名称', en: 'Project', max: 120 }),
  location: sensitive(text({ zh: '房屋坐落', en: 'Location' })),
  developer: optional(text({ zh: '开发企业', en: 'Developer', max: 120 })),
  buyers: optional(sensitive(text({ zh: '买受人', en: 'Buyers' }))),
  price: optional(money({ zh: '合同价款', en: 'Price' })),
  paid: optional(money({ zh: '已付价款', en: 'Paid' })),
  filedOn: optional(legalDate({ zh: '备案日期', en: 'Filed on' })),
  unitNumber: optional(unitNumber({ zh: '不动产单元号', en: 'Real estate unit number' })),
  presale: optional(boolean({ zh: '预售', en: 'Sold before completion' })),
  priorityNotice: optional(boolean({ zh: '已办理预告登记', en: 'Priority notice registered' })),
  restrictions: optional(text({ zh: '限制情况', en: 'Restrictions' })),
}, 'HousingContract');

/** 查询商品房买卖合同备案: houses bought and not yet in the register (网签、预售), which no query of the register finds. */
export const queryHousingContract = defineRequest({
  type: 'query-housing-contract',
  title: { zh: '查询房屋网签备案', en: 'Query housing contracts' },
  kind: 'query',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    since: optional(legalDate({ zh: '备案日期起', en: 'Filed since' })),
    project: optional(text({ zh: '项目名称', en: 'Project', max: 120 })),
    withSold: optional(boolean({ zh: '含已转让、注销的备案', en: 'Also those sold on or cancelled' })),
  },
  reply: { contracts: optional(listOfGroups({ zh: '备案合同', en: 'Filed contracts', of: contract, max: 200 })) },
  replyRequires: { found: ['contracts', 'asOf'], partial: ['contracts'] },
  documents: [
    { kind: '协助查询通知书', title: { zh: '协助查询通知书', en: 'Notice to assist with a query' }, required: true },
    { kind: '商品房买卖合同', title: { zh: '商品房买卖合同', en: 'Contract of sale' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  obligations: [{
    name: 'answer', title: { zh: '反馈查询结果', en: 'Answer the query' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 3, unit: 'workday' }, times: 1 },
    source: { level: 'policy', note: { zh: '协助义务见民事诉讼法第二百五十三条，天数无规定', en: 'the duty is in 民事诉讼法 art. 253, which has no number' } },
  }],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { since } }, { businessDate }) => since === undefined || since <= businessDate ? []
    : [{ pointer: '/details/since', code: 'date-future', zh: '不得晚于今日', en: 'cannot be in the future' }],
  checkReply: ({ outcome, details: { contracts } }) => foundListIssues(outcome, 'contracts', contracts),
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { since: at.days(-1825), withSold: true },
  }),
  replyExamples: (at) => {
    const contracts = [{
      number: '隰房预备〔2023〕0417', project: '某家园二期', location: '隰县龙泉镇某家园二期3号楼', developer: '隰县某房地产开发有限公司', price: '560000.00', paid: '180000.00',
      filedOn: at.days(-700), presale: true, priorityNotice: false,
    }];
    const searched = { source: '商品房网签备案系统', asOf: at.instant(0) };
    return {
      found: { details: { contracts, ...searched } },
      none_proven: { details: { contracts: [], ...searched, note: '查无网签备案信息' } },
      not_searched: { details: { reason: '备案系统停机，未能查询' } },
      failed: { details: { reason: '备案系统返回错误，查询失败' } },
      partial: { details: { contracts, ...searched, reason: '二〇一二年以前的纸质备案未查' } },
    };
  },
});
