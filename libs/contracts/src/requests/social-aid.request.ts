import { defineRequest } from '../define-request';
import { boolean, choice, choices, fieldSet, group, legalDate, longText, money, optional, personId, sensitive, text } from '../fields';

const kindsOfAid = {
  temporary: { zh: '临时救助', en: 'Temporary aid' }, 'minimum-living': { zh: '最低生活保障', en: 'Minimum living allowance' }, destitute: { zh: '特困人员供养', en: 'Support of the destitute' },
  medical: { zh: '医疗救助', en: 'Medical aid' }, other: { zh: '其他救助', en: 'Other aid' },
};

const creditor = fieldSet({
  name: text({ zh: '姓名', en: 'Name', max: 60 }),
  idNumber: personId({ zh: '公民身份号码', en: 'Identity number' }),
  phone: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
  address: optional(sensitive(text({ zh: '住址', en: 'Address' }))),
}, 'CreditorInHardship');

/** 社会救助衔接: a creditor in hardship whose debtor has nothing is handed over to civil affairs. The subject stays the debtor. */
export const socialAid = defineRequest({
  type: 'social-aid',
  title: { zh: '困难申请执行人救助', en: 'Social aid for a creditor' },
  kind: 'decision',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    creditor: group({ zh: '申请执行人', en: 'Creditor', of: creditor }),
    consent: boolean({ zh: '本人同意移送', en: 'Consents to being referred' }),
    hardship: choices({
      zh: '困难情形', en: 'Hardship', options: {
        illness: { zh: '重病', en: 'Grave illness' }, disability: { zh: '残疾', en: 'Disability' }, injury: { zh: '人身损害无法获赔', en: 'Injury without compensation' },
        elderly: { zh: '孤寡老人', en: 'Old and alone' }, minor: { zh: '未成年人', en: 'Minor' }, 'low-income': { zh: '低收入家庭', en: 'Low income' },
      },
    }),
    unpaid: money({ zh: '未执行到位金额', en: 'Amount not recovered', positive: true }),
    wanted: choices({ zh: '建议救助', en: 'Aid suggested', options: kindsOfAid }),
    judicialAid: optional(money({ zh: '已发放司法救助金', en: 'Judicial aid already paid' })),
    situation: longText({ zh: '生活状况', en: 'Situation', max: 2000 }),
  },
  reply: {
    aid: optional(choice({ zh: '救助类别', en: 'Kind of aid', options: kindsOfAid })),
    amount: optional(money({ zh: '救助金额', en: 'Amount' })),
    from: optional(legalDate({ zh: '救助起始日', en: 'From' })),
    decidedOn: optional(legalDate({ zh: '决定日期', en: 'Decided on' })),
  },
  replyRequires: { granted: ['aid'] },
  documents: [
    { kind: '救助移送函', title: { zh: '困难申请执行人救助移送函', en: 'Letter of referral' }, required: true },
    { kind: '困难证明材料', title: { zh: '困难证明材料', en: 'Proof of hardship' }, required: true },
    { kind: '终结本次执行程序裁定书', title: { zh: '终结本次执行程序裁定书', en: 'Ruling of terminated-for-now' }, required: false },
  ],
  officers: { min: 1 },
  milestones: [{ name: 'verified', title: { zh: '已入户核实', en: 'Verified at home' }, by: 'recipient', on: ['accept', 'reply'] }],
  obligations: [
    {
      name: 'verify', title: { zh: '入户核实', en: 'Verify at home' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 10, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply', { milestone: 'verified' }], pausedWhile: 'information_requested',
      source: { level: 'policy', note: { zh: '参照某省司法救助办理十个工作日，政策', en: 'after one province’s ten working days for judicial aid: policy' } },
    },
    {
      name: 'answer', title: { zh: '决定是否救助并反馈', en: 'Decide and answer' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 20, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 10, unit: 'workday' }, times: 1 },
      source: { level: 'policy', note: { zh: '参照某省司法救助办理、审批各十个工作日，政策', en: 'after one province’s ten working days each for handling and approval: policy' } },
    },
  ],
  checkRequest: ({ details: { consent } }) => consent ? []
    : [{ pointer: '/details/consent', code: 'consent-missing', zh: '未经本人同意不得移送其个人信息', en: 'a person who does not consent cannot be referred' }],
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      creditor: { name: '王某丙', idNumber: '140105198202140015', phone: '13800000000', address: '隰县龙泉镇某村' }, consent: true,
      hardship: ['injury' as const, 'low-income' as const], unpaid: '186000.00', wanted: ['temporary' as const, 'medical' as const], judicialAid: '20000.00',
      situation: '交通事故致残，无收入来源，被执行人无财产可供执行，已终结本次执行程序。',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { aid: 'temporary' as const, amount: '6000.00', decidedOn: at.today } },
    declined: { details: { reason: '家庭收入和财产超过救助标准', decidedOn: at.today } },
  }),
});
