import { defineRequest } from '../define-request';
import { bankAccount, instant, longText, money, optional, text } from '../fields';
import { originalIssues, originalOrder } from '../original-order';

const order = { zh: '冻结通知书', en: 'freeze order' };

/** 解除冻结: names the original freeze, by `follows` or by its order number. */
export const unfreezeAccount = defineRequest({
  type: 'unfreeze-account',
  title: { zh: '解除冻结存款', en: 'Unfreeze an account' },
  kind: 'control',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    reason: longText({ zh: '解除事由', en: 'Reason', max: 1000 }),
    originalOrder: originalOrder(order),
    account: optional(bankAccount({ zh: '账号', en: 'Account' })),
    amount: optional(money({ zh: '解除金额', en: 'Amount', positive: true, hint: { zh: '不填则全部解除', en: 'left out: all of it' } })),
  },
  reply: {
    released: optional(money({ zh: '解除金额', en: 'Amount released' })),
    remaining: optional(money({ zh: '剩余冻结金额', en: 'Amount still frozen' })),
    releasedAt: optional(instant({ zh: '解除时间', en: 'Released at' })),
    account: optional(bankAccount({ zh: '账号', en: 'Account' })),
    reference: optional(text({ zh: '银行解冻编号', en: "Bank's reference", max: 80 })),
  },
  documents: [
    { kind: '解除冻结裁定书', title: { zh: '解除冻结裁定书', en: 'Ruling to unfreeze' }, required: true },
    { kind: '协助解除冻结存款通知书', title: { zh: '协助解除冻结存款通知书', en: 'Notice to assist in unfreezing deposits' }, required: true },
  ],
  officers: { min: 2 },
  measure: { kind: 'deposit', does: 'lift', amount: { asked: 'amount', left: 'remaining', moved: 'released' } },
  obligations: [{
    name: 'answer', title: { zh: '解除冻结并反馈', en: 'Unfreeze and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '规定为“及时”（最高人民法院关于网络查询、冻结被执行人存款的规定第三条、第四条）', en: 'the text says at once (及时)' } },
  }],
  follows: ['freeze-account', 'renew-freeze'],
  checkRequest: (body) => originalIssues(body, order, { zh: '冻结', en: 'freeze' }),
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { reason: '达成调解并已部分偿还', originalOrder: '（2025）晋1031执保57号', account: '6222000504100012345' },
  }),
  replyExamples: (at) => ({
    done: { details: { released: '312600.55', remaining: '0.00', rank: 0, releasedAt: at.instant(0) } },
    partial: { details: { released: '100000.00', remaining: '212600.55', rank: 0, releasedAt: at.instant(0) } },
    waiting: { details: { rank: 1, note: '原冻结为轮候冻结，已撤销轮候登记' } },
    accepted_not_done: { details: { reason: '未找到原冻结记录，已转人工核对' } },
    refused: { details: { reason: '裁定书与原冻结案号不一致，不予办理' } },
  }),
});
