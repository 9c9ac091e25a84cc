import { defineRequest } from '../define-request';
import { fenOf, instant, legalDate, longText, money, optional, sensitive, text } from '../fields';
import { longestTerms, periodIssues } from '../measure-period';
import { assetAtHand, networkAsset } from '../request-parts/network-asset';

/** 冻结网络资产: payment wallets, digital currency, network shops and their income; as other property rights at most three years. */
export const freezeNetworkAsset = defineRequest({
  type: 'freeze-network-asset',
  title: { zh: '冻结网络财产', en: 'Freeze a network asset' },
  kind: 'control',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    asset: networkAsset,
    accountId: optional(sensitive(text({ zh: '平台账号或钱包编号', en: 'Account at the platform', max: 120, hint: { zh: '不填则冻结被执行人实名账户', en: 'left out: any in the debtor’s name' } }))),
    amount: optional(money({ zh: '冻结金额上限', en: 'Amount, at most', positive: true })),
    description: optional(longText({ zh: '财产说明', en: 'Description', max: 1000 })),
    from: legalDate({ zh: '冻结起始日', en: 'From' }),
    until: legalDate({ zh: '冻结截止日', en: 'Until' }),
    ruling: optional(text({ zh: '裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    frozen: optional(money({ zh: '实际冻结金额', en: 'Amount frozen' })),
    limit: optional(money({ zh: '冻结限额', en: 'Limit' })),
    frozenAt: optional(instant({ zh: '冻结时间', en: 'Frozen at' })),
    until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
    accountId: optional(sensitive(text({ zh: '平台账号或钱包编号', en: 'Account at the platform', max: 120 }))),
    what: optional(text({ zh: '冻结的财产', en: 'What is frozen' })),
    reference: optional(text({ zh: '平台冻结编号', en: "Platform's reference", max: 80 })),
  },
  replyRequires: { done: ['frozenAt'], partial: ['frozenAt'] },
  until: { reply: 'until' },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: true, alternatives: ['民事裁定书'] },
    { kind: '民事裁定书', title: { zh: '民事裁定书（保全）', en: 'Civil ruling (preservation)' }, required: false },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: "Platform's receipt" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: {
    kind: 'other-right', does: 'create', object: ['asset', 'accountId', 'what', 'reference'], amount: { asked: 'amount', held: 'frozen', limit: 'limit', capped: true },
    from: { request: 'from', reply: 'frozenAt' }, until: { request: 'until', reply: 'until' },
    renewal: {
      type: 'renew-network-asset-freeze', months: longestTerms.otherRight.months,
      details: ({ asked, object, until }, next) => assetAtHand(asked, object, { originalUntil: until, ...next }),
    },
    release: { type: 'unfreeze-network-asset', details: ({ asked, object }, reason, amount) => assetAtHand(asked, object, { reason, ...amount !== undefined && { amount } }) },
  },
  obligations: [{
    name: 'answer', title: { zh: '办理冻结并反馈', en: 'Freeze and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '参照网络冻结存款的“及时”（网络查询、冻结规定第十条），时数为政策', en: 'as for deposits at once (及时; 网络查询、冻结规定 art. 10); the number is policy' } },
  }],
  onPerformance: 'withdraw',
  checkRequest: ({ details }, { businessDate }) => [
    ...details.amount === undefined && details.description === undefined
      ? [{ pointer: '/details/amount', code: 'extent-missing', zh: '须写明冻结金额或财产说明', en: 'is required unless the property is described' }] : [],
    ...periodIssues(details, longestTerms.otherRight, businessDate),
  ],
  checkReply: ({ details: { frozen, limit } }) => frozen === undefined || limit === undefined || fenOf(frozen) <= fenOf(limit) ? []
    : [{ pointer: '/details/frozen', code: 'frozen-over-limit', zh: '不得大于冻结限额', en: 'cannot be more than the limit' }],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { asset: 'wallet' as const, amount: '50000.00', from: at.today, until: at.days(364), ruling: '（2025）晋1031执123号之一' },
  }),
  replyExamples: (at) => ({
    done: { details: { frozen: '50000.00', limit: '50000.00', rank: 0, frozenAt: at.instant(0), until: at.days(364) } },
    partial: { details: { frozen: '1836.20', limit: '50000.00', rank: 0, frozenAt: at.instant(0), until: at.days(364), what: '支付账户余额' } },
    waiting: { details: { frozen: '0.00', limit: '50000.00', rank: 1, note: '该账户有在先冻结' } },
    accepted_not_done: { details: { reason: '账户实名信息待核验，已受理未能冻结' } },
    refused: { details: { reason: '该平台查无被执行人实名账户' } },
  }),
});
