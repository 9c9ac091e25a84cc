import { defineRequest } from '../define-request';
import { choice, choices, legalDate, longText, optional, text } from '../fields';
import { notFuture } from '../request-parts/detail-issue';

/** 执行检察建议: the procuratorate supervises civil enforcement; the court answers within three months (法发〔2016〕30号 art. 13). */
export const enforcementSupervision = defineRequest({
  type: 'enforcement-supervision',
  title: { zh: '执行检察建议', en: 'Recommendation on enforcement' },
  kind: 'decision',
  requesters: ['procuratorate'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    recommendationNumber: text({ zh: '检察建议书文号', en: 'Number of the recommendation', max: 80 }),
    approvedBy: optional(text({ zh: '批准（检察长或者检察委员会）', en: 'Approved by (chief prosecutor or committee)', max: 60 })),
    issuedOn: legalDate({ zh: '制发日期', en: 'Issued on' }),
    origin: optional(choice({ zh: '案件来源', en: 'Origin', options: { 'party-asked': { zh: '当事人申请', en: 'A party asked' }, 'ex-officio': { zh: '依职权', en: 'Ex officio' }, 'passed-on': { zh: '交办、转办', en: 'Passed on' } } })),
    issues: choices({
      zh: '监督事项', en: 'Issues', options: {
        idle: { zh: '怠于执行', en: 'Idle enforcement' }, 'excessive-measures': { zh: '超标的查封、扣押、冻结', en: 'Excessive measures' }, 'third-party-property': { zh: '执行案外人财产', en: "Property of others" },
        'improper-disposal': { zh: '评估、拍卖违法', en: 'Improper valuation or auction' }, 'late-disbursement': { zh: '案款发放迟延', en: 'Late disbursement' },
        'improper-termination': { zh: '违法终结本次执行', en: 'Improperly terminated' }, 'late-referral': { zh: '应移送拒执线索未移送', en: 'Refusal offence not referred' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    facts: longText({ zh: '查明的事实', en: 'Facts found' }),
    basis: longText({ zh: '法律依据', en: 'Legal basis', max: 2000 }),
    recommendation: longText({ zh: '建议内容', en: 'What is recommended', max: 2000 }),
  },
  reply: {
    replyNumber: optional(text({ zh: '回复函文号', en: 'Number of the reply', max: 80 })),
    repliedOn: optional(legalDate({ zh: '回复日期', en: 'Replied on' })),
    corrections: optional(longText({ zh: '采纳情况及整改措施', en: 'What was corrected' })),
    judge: optional(text({ zh: '承办人', en: 'In charge', max: 60 })),
  },
  replyRequires: { granted: ['corrections'] },
  documents: [
    { kind: '检察建议书', title: { zh: '检察建议书', en: 'Recommendation' }, required: true },
    { kind: '证据材料', title: { zh: '证据材料', en: 'Evidence' }, required: false },
    { kind: '回复意见函', title: { zh: '回复意见函', en: 'Reply to the recommendation' }, required: false, requiredWith: { outcomes: ['granted', 'declined'] }, on: ['reply'] },
    { kind: '裁定书、决定书', title: { zh: '裁定、决定等相关法律文书', en: 'Rulings and decisions made on it' }, required: false, on: ['reply'] },
  ],
  obligations: [{
    name: 'answer', title: { zh: '审查并书面回复', en: 'Examine and reply in writing' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'month', restDay: 'next' }, dischargedBy: ['final-reply'], extendable: { longest: { n: 1, unit: 'month' }, times: 1 },
    source: { level: 'opinion', document: '法发〔2016〕30号', article: '13', note: { zh: '三个月内以回复意见函回复；有特殊情况的，经本院院长批准，可以延长一个月', en: 'within three months, by a letter of reply; one month more when the president of the court approves' } },
  }],
  checkRequest: ({ details: { issuedOn } }, { businessDate }) => notFuture('issuedOn', issuedOn, businessDate),
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      recommendationNumber: '隰检民执监〔2025〕7号', issuedOn: at.today, origin: 'party-asked' as const, issues: ['late-disbursement' as const],
      facts: '案款到账四十五日未发放，亦未告知申请执行人原因。', basis: '最高人民法院关于执行款物管理工作的规定', recommendation: '核实原因，依法及时发放案款。',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { replyNumber: '（2025）晋1031执建复7号', repliedOn: at.today, corrections: '案款已于三日内发放，并建立到账提醒', judge: '李某' } },
    declined: { details: { reason: '案款涉及参与分配异议，依法暂缓发放', replyNumber: '（2025）晋1031执建复8号', repliedOn: at.today, judge: '李某' } },
  }),
});
