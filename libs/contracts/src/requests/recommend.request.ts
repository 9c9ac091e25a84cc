import { defineRequest } from '../define-request';
import { choices, legalDate, longText, optional, text } from '../fields';

/** 司法建议: the court recommends to a competent body, for example to withdraw honours or subsidies of a debtor who does not perform. */
export const recommend = defineRequest({
  type: 'recommend',
  title: { zh: '司法建议', en: 'Judicial recommendation' },
  kind: 'decision',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    number: text({ zh: '司法建议书文号', en: 'Number of the recommendation', max: 120 }),
    matters: choices({
      zh: '建议事项', en: 'Matters', options: {
        honours: { zh: '取消荣誉称号', en: 'Withdraw honours' }, subsidies: { zh: '停止、收回财政补贴', en: 'Stop or take back subsidies' }, procurement: { zh: '限制政府采购、招投标', en: 'Exclude from public procurement' },
        licences: { zh: '审慎办理行政许可', en: 'Care with licences' }, management: { zh: '完善管理、堵塞漏洞', en: 'Mend the administration' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    problem: longText({ zh: '发现的问题', en: 'What was found' }),
    recommendation: longText({ zh: '具体建议', en: 'What is recommended' }),
    basis: optional(text({ zh: '依据', en: 'Basis', max: 400 })),
  },
  reply: {
    taken: optional(longText({ zh: '采纳及落实情况', en: 'What was done', max: 2000 })),
    decidedOn: optional(legalDate({ zh: '答复日期', en: 'Answered on' })),
    number: optional(text({ zh: '复函文号', en: 'Number of the answer', max: 120 })),
  },
  replyRequires: { granted: ['taken'] },
  documents: [
    { kind: '司法建议书', title: { zh: '司法建议书', en: 'Judicial recommendation' }, required: true },
    { kind: '附件材料', title: { zh: '附件材料', en: 'Annexes' }, required: false },
    { kind: '复函', title: { zh: '复函', en: 'Letter of answer' }, required: false, on: ['reply'] },
  ],
  officers: { min: 1 },
  obligations: [{
    name: 'answer', title: { zh: '书面答复', en: 'Answer in writing' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 2, unit: 'month', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 1, unit: 'month' }, times: 1 },
    source: { level: 'policy', note: { zh: '实践中多为两个月，无统一规定', en: 'two months is usual; no text has a number' } },
  }],
  follows: ['joint-discipline', 'refer-discipline'],
  onPerformance: 'withdraw',
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: {
      number: '（2025）晋1031司建4号', matters: ['honours' as const, 'subsidies' as const],
      problem: '该公司被纳入失信被执行人名单，仍保有守合同重信用荣誉并领取财政补贴。', recommendation: '建议取消其荣誉称号，暂停拨付补贴，并将结果函告本院。',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { taken: '已取消荣誉称号，暂停拨付剩余补贴', decidedOn: at.today, number: '隰市监函〔2025〕12号' } },
    declined: { details: { reason: '该荣誉由上级机关授予，本机关无权取消', decidedOn: at.today } },
  }),
});
