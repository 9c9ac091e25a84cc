import { defineRequest } from '../define-request';
import { bankAccount, choice, legalDate, longText, money, optional, text } from '../fields';
import { originalIssues, originalOrder } from '../original-order';

const order = { zh: '协助执行通知书', en: 'notice to assist' };

/** 协助执行异议: a bank that holds a measure to be against the law objects in writing; the court answers within 15 days. */
export const objectToMeasure = defineRequest({
  type: 'object-to-measure',
  title: { zh: '对查控措施提出异议', en: 'Object to a measure' },
  kind: 'decision',
  requesters: ['bank'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    ground: choice({
      zh: '异议事由', en: 'Ground', options: {
        exempt: { zh: '依法不得冻结、划拨的款项', en: 'Money that may not be frozen or taken' },
        'not-the-debtor': { zh: '账户不属于被执行人', en: 'Not an account of the debtor' },
        'over-amount': { zh: '超标的额', en: 'More than is owed' },
        'security-right': { zh: '质押、保证金等在先权利', en: 'Pledge, margin or another earlier right' },
        'defective-documents': { zh: '法律文书不符合规定', en: 'Documents against the rules' },
        'over-term': { zh: '超过法定期限', en: 'Longer than the law allows' },
        other: { zh: '其他', en: 'Other' },
      },
    }),
    provision: text({ zh: '认为违反的规定', en: 'Provision held to be broken', max: 200 }),
    statement: longText({ zh: '事实和理由', en: 'Facts and reasons' }),
    wanted: choice({ zh: '请求', en: 'Wanted', options: { lift: { zh: '解除措施', en: 'Lift it' }, change: { zh: '变更措施', en: 'Change it' }, clarify: { zh: '书面说明', en: 'Explain it' } } }),
    originalOrder: originalOrder(order),
    account: optional(bankAccount({ zh: '账号', en: 'Account' })),
    amount: optional(money({ zh: '异议金额', en: 'Amount in question' })),
  },
  reply: {
    decisionNumber: optional(text({ zh: '回复文号', en: 'Number of the answer', max: 80 })),
    decidedOn: optional(legalDate({ zh: '审查决定日期', en: 'Decided on' })),
    change: optional(choice({ zh: '处理结果', en: 'What is changed', options: { lifted: { zh: '解除', en: 'Lifted' }, reduced: { zh: '缩减金额', en: 'Reduced' }, corrected: { zh: '补正文书', en: 'Documents corrected' } } })),
  },
  replyRequires: { granted: ['change'] },
  documents: [
    { kind: '书面异议', title: { zh: '书面异议', en: 'Written objection' }, required: true },
    { kind: '证据材料', title: { zh: '证据材料', en: 'Evidence' }, required: false },
    { kind: '书面回复', title: { zh: '书面回复', en: 'Written answer' }, required: false, requiredWith: { outcomes: ['granted', 'declined'] }, on: ['reply'] },
  ],
  obligations: [{
    name: 'answer', title: { zh: '审查完毕并书面回复', en: 'Review and answer in writing' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 15, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: { level: 'law', document: '最高人民法院关于网络查询、冻结被执行人存款的规定 (2013)', article: '6', note: { zh: '法院应当在十五日内审查完毕并书面回复', en: 'the court reviews and answers in writing within 15 days' } },
  }],
  follows: ['freeze-account', 'renew-freeze', 'unfreeze-account', 'transfer-funds', 'query-deposits', 'query-transactions'],
  checkRequest: (body) => originalIssues(body, order, { zh: '查控', en: 'measure' }),
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: {
      ground: 'over-amount' as const, provision: '民事诉讼法第二百五十三条', wanted: 'change' as const, originalOrder: '（2025）晋1031执保57号', account: '6222000504100012345', amount: '100000.00',
      statement: '同一案件在我行两个账户的冻结合计已超过裁定载明的金额，请求缩减本账户的冻结金额。',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { change: 'reduced' as const, decisionNumber: '（2025）晋1031执异12号', decidedOn: at.today } },
    declined: { details: { reason: '两项冻结分属不同案件，合计未超过各自裁定金额，异议不成立', decisionNumber: '（2025）晋1031执异12号', decidedOn: at.today } },
  }),
});
