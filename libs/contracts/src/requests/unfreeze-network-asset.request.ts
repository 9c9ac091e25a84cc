import { defineRequest } from '../define-request';
import { instant, longText, money, optional, sensitive, text } from '../fields';
import { originalIssues, originalOrder } from '../original-order';
import { networkAsset } from '../request-parts/network-asset';

const order = { zh: '冻结通知书', en: 'freeze order' };

/** 解除冻结网络财产, all or part of it: names the original freeze (查封扣押冻结规定 2020 arts. 19, 28; 网络查询、冻结规定 2013 arts. 3, 10). */
export const unfreezeNetworkAsset = defineRequest({
  type: 'unfreeze-network-asset',
  title: { zh: '解除冻结网络财产', en: 'Unfreeze a network asset' },
  kind: 'control',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    asset: networkAsset,
    reason: longText({ zh: '解除事由', en: 'Reason', max: 1000 }),
    originalOrder: originalOrder(order),
    accountId: optional(sensitive(text({ zh: '平台账号或钱包编号', en: 'Account at the platform', max: 120 }))),
    reference: optional(text({ zh: '原平台冻结编号', en: "Platform's reference of the original", max: 80 })),
    amount: optional(money({ zh: '解除金额', en: 'Amount', positive: true, hint: { zh: '不填则全部解除', en: 'left out: all of it' } })),
    ruling: optional(text({ zh: '解除冻结裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    released: optional(money({ zh: '解除金额', en: 'Amount released' })),
    remaining: optional(money({ zh: '剩余冻结金额', en: 'Amount still frozen' })),
    releasedAt: optional(instant({ zh: '解除时间', en: 'Released at' })),
    reference: optional(text({ zh: '平台解冻编号', en: "Platform's reference", max: 80 })),
  },
  replyRequires: { done: ['releasedAt'], partial: ['releasedAt'] },
  documents: [
    { kind: '解除冻结裁定书', title: { zh: '解除冻结裁定书', en: 'Ruling to unfreeze' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: "Platform's receipt" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: { kind: 'other-right', does: 'lift', amount: { asked: 'amount', left: 'remaining', moved: 'released' } },
  obligations: [{
    name: 'answer', title: { zh: '解除冻结并反馈', en: 'Unfreeze and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '参照网络解除冻结存款的“及时”（网络查询、冻结规定第三条、第四条、第十条），时数为政策', en: 'as for deposits at once (及时; 网络查询、冻结规定 arts. 3, 4, 10); the number is policy' } },
  }],
  follows: ['freeze-network-asset', 'renew-network-asset-freeze'],
  checkRequest: (body) => originalIssues(body, order, { zh: '冻结', en: 'freeze' }),
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { asset: 'wallet' as const, reason: '达成和解并已部分履行', originalOrder: '（2025）晋1031执123号', amount: '20000.00' },
  }),
  replyExamples: (at) => ({
    done: { details: { released: '20000.00', remaining: '30000.00', rank: 0, releasedAt: at.instant(0) } },
    partial: { details: { released: '1836.20', remaining: '0.00', rank: 0, releasedAt: at.instant(0) } },
    waiting: { details: { rank: 1, note: '原冻结为轮候冻结，已撤销轮候登记' } },
    accepted_not_done: { details: { reason: '未找到原冻结记录，已转人工核对' } },
    refused: { details: { reason: '裁定书与原冻结案号不一致，不予办理' } },
  }),
});
