import { defineRequest } from '../define-request';
import { instant, legalDate, optional, text, unitNumber } from '../fields';
import { longestTerms, renewalIssues } from '../measure-period';
import { originalIssues, originalOrder } from '../original-order';

const order = { zh: '查封通知书', en: 'seal order' };

/** 续行查封: before the end, at most three years each time (民诉法解释 art. 485 ¶2); after it, only a new seal. */
export const renewRealEstateSeal = defineRequest({
  type: 'renew-real-estate-seal',
  title: { zh: '续行查封不动产', en: 'Renew a seal of real estate' },
  kind: 'control',
  requesters: ['court'],
  responders: ['land-registry'],
  subjectKinds: ['person', 'company'],
  request: {
    unitNumber: unitNumber({ zh: '不动产单元号', en: 'Real estate unit number' }),
    originalUntil: legalDate({ zh: '原查封截止日', en: 'End of the original seal' }),
    from: legalDate({ zh: '续行起始日', en: 'From' }),
    until: legalDate({ zh: '续行截止日', en: 'Until' }),
    originalOrder: originalOrder(order),
    registration: optional(text({ zh: '原查封登记业务号', en: 'Registration number of the original', max: 80 })),
    ruling: optional(text({ zh: '续行查封裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    sealedAt: optional(instant({ zh: '登簿时间', en: 'Entered in the register at' })),
    until: optional(legalDate({ zh: '查封至', en: 'Until' })),
    registration: optional(text({ zh: '续行查封登记业务号', en: 'Registration number', max: 80 })),
  },
  replyRequires: { done: ['until'], partial: ['until'] },
  until: { reply: 'until' },
  documents: [
    { kind: '续行查封裁定书', title: { zh: '续行查封裁定书', en: 'Ruling to renew the seal' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: "Registry's receipt" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: { kind: 'real-estate', does: 'renew', object: ['unitNumber', 'registration'], from: { request: 'from' }, until: { request: 'until', reply: 'until' } },
  obligations: [{
    name: 'answer', title: { zh: '办理续行查封并反馈', en: 'Register the renewal and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '续行须在期限届满前办理（民诉法解释第四百八十五条），天数为政策', en: 'a renewal is made before the end (民诉法解释 art. 485); the number is policy' } },
  }],
  follows: ['seal-real-estate', 'renew-real-estate-seal'],
  onPerformance: 'withdraw',
  checkRequest: (body, { businessDate }) => [
    ...originalIssues(body, order, { zh: '查封', en: 'seal' }),
    ...renewalIssues(body.details, longestTerms.realEstate, businessDate),
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      unitNumber: '141031001008GB00123F00010021', originalUntil: at.days(30), from: at.days(31), until: at.days(1125),
      originalOrder: '（2022）晋1031执208号', ruling: '（2025）晋1031执123号之二',
    },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, sealedAt: at.instant(0), until: at.days(1125), registration: '隰不动产查封〔2025〕第71号' } },
    partial: { details: { rank: 0, sealedAt: at.instant(0), until: at.days(1125), note: '地上建筑物已续行，土地使用权由另一登记机关登记' } },
    waiting: { details: { rank: 1, note: '原查封仍为轮候，顺位不变' } },
    accepted_not_done: { details: { reason: '未找到原查封登记，已转人工核对' } },
    refused: { details: { reason: '原查封已届满失效，须重新办理查封' } },
  }),
});
