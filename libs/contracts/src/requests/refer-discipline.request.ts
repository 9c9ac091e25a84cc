import { defineRequest } from '../define-request';
import { choice, choices, legalDate, longText, optional, sensitive, text } from '../fields';

/**
 * 移送纪检监察: a party member or public servant who refuses to perform, or a body that refuses to assist (民事诉讼法 2023 art. 117:
 * a judicial recommendation of discipline to the supervisory organ).
 */
export const referDiscipline = defineRequest({
  type: 'refer-discipline',
  title: { zh: '移送违纪违法线索', en: 'Refer for discipline' },
  kind: 'decision',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    identity: choice({
      zh: '身份', en: 'Identity', options: {
        'party-member': { zh: '中共党员', en: 'Party member' }, 'public-servant': { zh: '公职人员', en: 'Public servant' }, both: { zh: '党员公职人员', en: 'Both' },
        unit: { zh: '协助执行单位负责人', en: 'Head of a body that has to assist' },
      },
    }),
    person: optional(text({ zh: '责任人姓名', en: 'Person responsible', max: 60, hint: { zh: '被执行人为单位时填写', en: 'when the debtor is a company' } })),
    workplace: sensitive(text({ zh: '工作单位及职务', en: 'Place of work and office' })),
    acts: choices({
      zh: '线索类别', en: 'Acts', options: {
        'refuses-to-perform': { zh: '有能力拒不履行', en: 'Able and refuses to perform' }, 'hides-property': { zh: '隐匿、转移财产', en: 'Hides property' },
        'false-report': { zh: '虚假报告财产', en: 'Reports falsely' }, interferes: { zh: '干预执行', en: 'Interferes with enforcement' }, 'refuses-to-assist': { zh: '拒不协助执行', en: 'Refuses to assist' },
      },
    }),
    facts: longText({ zh: '主要事实', en: 'Facts' }),
    suggestion: optional(longText({ zh: '处理建议', en: 'What is suggested', max: 1000 })),
  },
  reply: {
    intakeNumber: optional(text({ zh: '线索登记编号', en: 'Number of the intake', max: 80 })),
    decidedOn: optional(legalDate({ zh: '处理日期', en: 'Decided on' })),
    treatment: optional(choice({
      zh: '处理方式', en: 'Treatment', options: {
        talk: { zh: '谈话提醒', en: 'Talk' }, inquiry: { zh: '函询', en: 'Written inquiry' }, investigation: { zh: '立案审查调查', en: 'Investigation' }, discipline: { zh: '党纪政务处分', en: 'Discipline' }, passed: { zh: '转有管辖权机关', en: 'Passed on' },
      },
    })),
  },
  replyRequires: { granted: ['treatment'] },
  documents: [
    { kind: '线索移送函', title: { zh: '线索移送函', en: 'Letter of referral' }, required: true },
    { kind: '证据材料', title: { zh: '证据材料', en: 'Evidence' }, required: true },
    { kind: '司法建议书', title: { zh: '司法建议书', en: 'Judicial recommendation' }, required: false },
    { kind: '拒不协助证明材料', title: { zh: '拒不协助证明材料', en: 'Proof of refusing to assist' }, required: false, requiredWhen: { field: 'identity', equals: 'unit' } },
    { kind: '受理回执', title: { zh: '受理回执', en: 'Receipt' }, required: false, on: ['accept', 'reply'] },
  ],
  officers: { min: 2 },
  milestones: [{ name: 'receipt', title: { zh: '已登记受理', en: 'Taken in' }, by: 'recipient', on: ['accept', 'reply'] }],
  obligations: [
    {
      name: 'receipt', title: { zh: '登记受理', en: 'Take in' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 5, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply', { milestone: 'receipt' }],
      source: { level: 'policy', note: { zh: '天数无规定', en: 'no text has a number' } },
    },
    {
      name: 'answer', title: { zh: '反馈处理结果', en: 'Tell the result' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 2, unit: 'month', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 2, unit: 'month' }, times: 1 },
      source: { level: 'policy', note: { zh: '可向监察机关提出处分建议（民事诉讼法第一百一十七条），期限无规定', en: 'the court may recommend discipline (民事诉讼法 art. 117), which has no number' } },
    },
  ],
  onPerformance: 'withdraw',
  checkRequest: ({ subject, details: { person } }) => subject.kind === 'person' || person !== undefined ? []
    : [{ pointer: '/details/person', code: 'person-missing', zh: '被执行人为单位时须写明责任人', en: 'is required when the debtor is a company' }],
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      identity: 'public-servant' as const, workplace: '隰县某事业单位职工', acts: ['refuses-to-perform' as const, 'false-report' as const],
      facts: '有工资收入和房产，经执行通知、报告财产令后仍拒不履行，且未如实报告财产。', suggestion: '督促履行，依规依纪处理',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { intakeNumber: '隰纪线〔2025〕31号', decidedOn: at.today, treatment: 'inquiry' as const } },
    declined: { details: { reason: '被反映人不属于本机关管辖的监察对象', decidedOn: at.today } },
  }),
});
