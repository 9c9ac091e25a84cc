import { defineRequest } from '../define-request';
import { fenOf, instant, legalDate, money, optional, sensitive, text } from '../fields';
import { longestTerms, renewalIssues } from '../measure-period';
import { originalIssues, originalOrder } from '../original-order';
import { networkAsset } from '../request-parts/network-asset';

const order = { zh: '冻结通知书', en: 'freeze order' };

/** 续行冻结网络财产: before the end, at most three years each time (民诉法解释 2022 art. 485 ¶2); after it, only a new freeze. */
export const renewNetworkAssetFreeze = defineRequest({
  type: 'renew-network-asset-freeze',
  title: { zh: '续行冻结网络财产', en: 'Renew a freeze of a network asset' },
  kind: 'control',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    asset: networkAsset,
    originalUntil: legalDate({ zh: '原冻结截止日', en: 'End of the original freeze' }),
    from: legalDate({ zh: '续行起始日', en: 'From' }),
    until: legalDate({ zh: '续行截止日', en: 'Until' }),
    originalOrder: originalOrder(order),
    accountId: optional(sensitive(text({ zh: '平台账号或钱包编号', en: 'Account at the platform', max: 120 }))),
    reference: optional(text({ zh: '原平台冻结编号', en: "Platform's reference of the original", max: 80 })),
    amount: optional(money({ zh: '续冻金额上限', en: 'Amount, at most', positive: true, hint: { zh: '不填则与原冻结限额相同', en: 'left out: the limit of the original' } })),
    ruling: optional(text({ zh: '续行冻结裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    frozen: optional(money({ zh: '实际冻结金额', en: 'Amount frozen' })),
    limit: optional(money({ zh: '冻结限额', en: 'Limit' })),
    renewedAt: optional(instant({ zh: '续冻办理时间', en: 'Renewed at' })),
    until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
    accountId: optional(sensitive(text({ zh: '平台账号或钱包编号', en: 'Account at the platform', max: 120 }))),
    reference: optional(text({ zh: '平台续冻编号', en: "Platform's reference", max: 80 })),
  },
  replyRequires: { done: ['renewedAt', 'until'], partial: ['renewedAt', 'until'] },
  until: { reply: 'until' },
  documents: [
    { kind: '续行冻结裁定书', title: { zh: '续行冻结裁定书', en: 'Ruling to renew the freeze' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: "Platform's receipt" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: {
    kind: 'other-right', does: 'renew', object: ['asset', 'accountId', 'reference'], amount: { asked: 'amount', held: 'frozen', limit: 'limit', capped: true },
    from: { request: 'from' }, until: { request: 'until', reply: 'until' },
  },
  obligations: [{
    name: 'answer', title: { zh: '办理续行冻结并反馈', en: 'Renew and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '参照网络冻结存款的“及时”（网络查询、冻结规定第三条、第四条、第十条），时数为政策', en: 'as for deposits at once (及时; 网络查询、冻结规定 arts. 3, 4, 10); the number is policy' } },
  }],
  follows: ['freeze-network-asset', 'renew-network-asset-freeze'],
  onPerformance: 'withdraw',
  checkRequest: (body, { businessDate }) => [
    ...originalIssues(body, order, { zh: '冻结', en: 'freeze' }),
    ...renewalIssues(body.details, longestTerms.otherRight, businessDate),
  ],
  checkReply: ({ details: { frozen, limit } }) => frozen === undefined || limit === undefined || fenOf(frozen) <= fenOf(limit) ? []
    : [{ pointer: '/details/frozen', code: 'frozen-over-limit', zh: '不得大于冻结限额', en: 'cannot be more than the limit' }],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { asset: 'wallet' as const, originalUntil: at.days(30), from: at.days(31), until: at.days(1125), originalOrder: '（2025）晋1031执123号', amount: '50000.00' },
  }),
  replyExamples: (at) => ({
    done: { details: { frozen: '50000.00', limit: '50000.00', rank: 0, renewedAt: at.instant(0), until: at.days(1125) } },
    partial: { details: { frozen: '1836.20', limit: '50000.00', rank: 0, renewedAt: at.instant(0), until: at.days(1125) } },
    waiting: { details: { frozen: '0.00', limit: '50000.00', rank: 1, note: '原冻结仍为轮候，顺位不变' } },
    accepted_not_done: { details: { reason: '未找到原冻结记录，已转人工核对' } },
    refused: { details: { reason: '原冻结已到期失效，须重新办理冻结' } },
  }),
});
