import { defineRequest } from '../define-request';
import { boolean, choice, instant, legalDate, optional, sensitive, share, text, unitNumber } from '../fields';
import { longestTerms, periodIssues } from '../measure-period';

/**
 * 查封不动产: at most three years; ranks by order of delivery, and the one in the registry's own book counts. `live` (活封) lets the
 * debtor go on using it (查封扣押冻结规定 art. 10). A waiting seal (轮候) has no term of its own: `until` comes with its promotion.
 */
export const sealRealEstate = defineRequest({
  type: 'seal-real-estate',
  title: { zh: '查封不动产', en: 'Seal real estate' },
  kind: 'control',
  requesters: ['court'],
  responders: ['land-registry'],
  subjectKinds: ['person', 'company'],
  request: {
    unitNumber: unitNumber({ zh: '不动产单元号', en: 'Real estate unit number' }),
    from: legalDate({ zh: '查封起始日', en: 'From' }),
    until: legalDate({ zh: '查封截止日', en: 'Until' }),
    live: optional(boolean({ zh: '活封', en: 'Live seal', hint: { zh: '允许被执行人继续使用', en: 'the debtor may go on using it' } })),
    covers: optional(choice({
      zh: '查封范围', en: 'Covers', options: {
        whole: { zh: '房地一并查封', en: 'Building and land' }, building: { zh: '仅建筑物登记', en: 'Building only' }, land: { zh: '仅土地使用权登记', en: 'Land use right only' },
      },
    })),
    share: optional(share({ zh: '查封份额', en: 'Share sealed', hint: { zh: '不填则为被执行人的全部权利', en: 'left out: all that is the debtor’s' } })),
    certificate: optional(text({ zh: '不动产权证号', en: 'Number of the certificate', max: 80 })),
    location: optional(sensitive(text({ zh: '坐落', en: 'Location' }))),
    ruling: optional(text({ zh: '裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    sealedAt: optional(instant({ zh: '登簿时间', en: 'Entered in the register at' })),
    until: optional(legalDate({ zh: '查封至', en: 'Until' })),
    registration: optional(text({ zh: '查封登记业务号', en: 'Registration number', max: 80 })),
    share: optional(share({ zh: '实际查封份额', en: 'Share sealed' })),
    ahead: optional(text({ zh: '在先查封机关', en: 'Who seals ahead' })),
    mortgaged: optional(boolean({ zh: '设有抵押', en: 'Mortgaged' })),
  },
  replyRequires: { done: ['rank'], partial: ['rank'] },
  until: { reply: 'until' },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: true, alternatives: ['民事裁定书'] },
    { kind: '民事裁定书', title: { zh: '民事裁定书（保全）', en: 'Civil ruling (preservation)' }, required: false },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: "Registry's receipt" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: {
    kind: 'real-estate', does: 'create', object: ['unitNumber', 'location', 'covers', 'share', 'live', 'registration'],
    from: { request: 'from', reply: 'sealedAt' }, until: { request: 'until', reply: 'until' },
    renewal: {
      type: 'renew-real-estate-seal', months: longestTerms.realEstate.months,
      details: ({ asked: { unitNumber }, object: { registration }, until }, next) => ({ unitNumber, originalUntil: until, ...next, ...registration !== undefined && { registration } }),
    },
    release: { type: 'unseal-real-estate', details: ({ asked: { unitNumber } }, reason) => ({ reason, unitNumber }) },
  },
  obligations: [{
    name: 'answer', title: { zh: '办理查封登记并反馈', en: 'Register the seal and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '规定为送达后“立即办理”（财产保全规定第十六条），天数为政策', en: 'the text says immediately after delivery (财产保全规定 art. 16); the number is policy' } },
  }],
  follows: ['query-real-estate'],
  onPerformance: 'withdraw',
  checkRequest: ({ details }, { businessDate }) => periodIssues(details, longestTerms.realEstate, businessDate),
  checkReply: ({ outcome, details: { until } }) => outcome !== 'waiting' || until === undefined ? []
    : [{ pointer: '/details/until', code: 'waiting-until', zh: '轮候查封不计期限，转正时再写明截止日', en: 'a waiting seal has no end; it is set when the seal is promoted' }],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      unitNumber: '141031001008GB00123F00010021', from: at.today, until: at.days(1094), live: true, covers: 'whole' as const,
      location: '隰县龙泉镇某小区2号楼', ruling: '（2025）晋1031执123号之一',
    },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, sealedAt: at.instant(0), until: at.days(1094), registration: '隰不动产查封〔2025〕第56号' } },
    partial: { details: { rank: 0, sealedAt: at.instant(0), until: at.days(1094), share: '50', note: '该不动产为按份共有，仅查封被执行人的份额' } },
    waiting: { details: { rank: 1, sealedAt: at.instant(0), ahead: '临汾市中级人民法院', registration: '隰不动产查封〔2025〕第56号' } },
    accepted_not_done: { details: { reason: '登记系统停机，已收件尚未登簿' } },
    refused: { details: { reason: '该不动产已转移登记至他人名下，不得查封（查封扣押冻结规定第二十三条）' } },
  }),
});
