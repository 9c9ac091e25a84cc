import { defineRequest } from '../define-request';
import { choice, creditCode, instant, legalDate, longText, money, optional, share, text } from '../fields';
import { originalIssues, originalOrder } from '../original-order';
import { neededBy, notFuture } from '../request-parts/detail-issue';

const order = { zh: '冻结通知书', en: 'freeze order' };

/** 解除冻结股权: the whole or a part, published like the freeze (查封扣押冻结规定 2020 arts. 19, 28; 法释〔2021〕20号 arts. 5, 6). */
export const unfreezeEquity = defineRequest({
  type: 'unfreeze-equity',
  title: { zh: '解除冻结股权', en: 'Unfreeze equity' },
  kind: 'control',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    reason: longText({ zh: '解除事由', en: 'Reason', max: 1000 }),
    ground: choice({
      zh: '解除依据', en: 'Ground', options: {
        performed: { zh: '债务已经清偿', en: 'Performed' }, 'creditor-withdrew': { zh: '申请执行人撤回申请或者放弃债权', en: 'The creditor withdrew' }, security: { zh: '提供担保且申请执行人同意', en: 'Security given, the creditor agrees' },
        'not-the-debtor': { zh: '冻结案外人财产', en: "Another's property" }, 'over-amount': { zh: '明显超标的额', en: 'Plainly more than is owed' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    rulingInEffectOn: optional(legalDate({ zh: '异议成立裁定生效日期', en: 'Ruling on the objection in effect on', hint: { zh: '明显超标的额时填写，七日内解除（第五条）', en: 'when plainly too much is frozen: released within 7 days (art. 5)' } })),
    company: text({ zh: '股权所在公司', en: 'Company', max: 120 }),
    companyCode: creditCode({ zh: '公司统一社会信用代码', en: "Company's unified social credit code" }),
    originalOrder: originalOrder(order),
    publication: optional(text({ zh: '原公示编号', en: 'Number of the original publication', max: 80 })),
    amount: optional(money({ zh: '解除出资额', en: 'Contribution released', positive: true, hint: { zh: '与比例均不填则全部解除', en: 'left out, the share too: all of it' } })),
    share: optional(share({ zh: '解除比例', en: 'Share released' })),
    ruling: optional(text({ zh: '解除冻结裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    releasedAt: optional(instant({ zh: '解除公示时间', en: 'Release published at' })),
    publication: optional(text({ zh: '公示编号', en: 'Number of the publication', max: 80 })),
    released: optional(money({ zh: '解除出资额', en: 'Contribution released' })),
    remaining: optional(money({ zh: '剩余冻结出资额', en: 'Contribution still frozen' })),
    promoted: optional(text({ zh: '轮候转正的冻结机关', en: 'Whose waiting freeze takes effect' })),
  },
  replyRequires: { done: ['releasedAt'], partial: ['releasedAt'] },
  documents: [
    { kind: '解除冻结裁定书', title: { zh: '解除冻结裁定书', en: 'Ruling to unfreeze' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: 'Receipt of the registry' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: { kind: 'equity', does: 'lift', amount: { asked: 'amount', left: 'remaining', moved: 'released' } },
  obligations: [{
    name: 'answer', title: { zh: '公示解除并反馈', en: 'Publish the release and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '解除须通知登记机关（查封扣押冻结规定第二十八条），天数无规定', en: 'the registry is notified of it (查封扣押冻结规定 art. 28), which has no number' } },
  }],
  follows: ['freeze-equity', 'renew-equity-freeze'],
  checkRequest: (body, { businessDate }) => {
    const { ground, rulingInEffectOn } = body.details;
    return [
      ...originalIssues(body, order, { zh: '冻结', en: 'freeze' }),
      ...neededBy('rulingInEffectOn', ground === 'over-amount' && rulingInEffectOn === undefined, '明显超标的额的须写明裁定生效日期', 'is required when plainly too much is frozen'),
      ...notFuture('rulingInEffectOn', rulingInEffectOn, businessDate),
    ];
  },
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { reason: '债务已经清偿', ground: 'performed' as const, originalOrder: '（2025）晋1031执123号', company: '隰县某商贸有限公司', companyCode: '91141031MA0K3T8X69' },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, releasedAt: at.instant(0), publication: '晋市监执〔2025〕90号', promoted: '临汾市中级人民法院' } },
    partial: { details: { rank: 0, releasedAt: at.instant(0), released: '300000.00', remaining: '500000.00' } },
    waiting: { details: { rank: 1, note: '原冻结为轮候冻结，已撤销轮候' } },
    accepted_not_done: { details: { reason: '公示系统维护，已受理尚未公示' } },
    refused: { details: { reason: '裁定书与原冻结案号不一致，不予办理' } },
  }),
});
