import { defineRequest } from '../define-request';
import { choice, fieldSet, instant, integer, legalDate, listOfGroups, optional, sensitive, text, vin } from '../fields';
import { longestTerms, measureTerm } from '../measure-period';
import { detailIssue, neededBy } from '../request-parts/detail-issue';

const earlierSeal = fieldSet({
  authority: text({ zh: '查封机关', en: 'Authority' }),
  caseNumber: optional(text({ zh: '案号', en: 'Case number', max: 64 })),
  rank: optional(integer({ zh: '顺位', en: 'Rank', max: 9999 })),
  until: optional(legalDate({ zh: '查封至', en: 'Until' })),
}, 'EarlierVehicleSeal');

/** 机动车查封登记: the vehicle office registers the seal, as the first or waiting; two years at most (民诉法解释 2022 art. 485). */
export const seizeVehicleRegistration = defineRequest({
  type: 'seize-vehicle-registration',
  title: { zh: '机动车查封登记', en: 'Seal a vehicle registration' },
  kind: 'control',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person', 'company'],
  request: {
    action: choice({ zh: '办理事项', en: 'What to register', options: { seal: { zh: '查封', en: 'Seal' }, renew: { zh: '续行查封', en: 'Renew the seal' }, unseal: { zh: '解除查封', en: 'Lift the seal' } } }),
    plate: sensitive(text({ zh: '号牌号码', en: 'Plate', max: 20 })),
    vin: optional(vin({ zh: '车辆识别代号', en: 'VIN' })),
    ruling: text({ zh: '裁定书文号', en: 'Number of the ruling', max: 120 }),
    from: optional(legalDate({ zh: '查封起始日', en: 'From' })),
    until: optional(legalDate({ zh: '查封截止日', en: 'Until' })),
    originalUntil: optional(legalDate({ zh: '原查封截止日', en: 'End of the original seal', hint: { zh: '续行查封时填写', en: 'to renew' } })),
    originalOrder: optional(text({ zh: '原查封文号', en: 'Number of the original order', max: 120 })),
  },
  reply: {
    registeredAt: optional(instant({ zh: '登记时间', en: 'Registered at' })),
    until: optional(legalDate({ zh: '查封至', en: 'Until' })),
    reference: optional(text({ zh: '登记编号', en: "Register's reference", max: 80 })),
    earlierSeals: optional(listOfGroups({ zh: '在先查封', en: 'Earlier seals', of: earlierSeal, max: 50 })),
    mortgagee: optional(text({ zh: '抵押权人', en: 'Mortgagee', max: 120 })),
    status: optional(text({ zh: '机动车状态', en: 'Status of the vehicle', max: 60 })),
  },
  until: { reply: 'until' },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: true, alternatives: ['民事裁定书'] },
    { kind: '民事裁定书', title: { zh: '民事裁定书（保全）', en: 'Civil ruling (preservation)' }, required: false },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行回执', title: { zh: '协助执行回执', en: 'Receipt of the notice' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: {
    kind: 'movable', does: { field: 'action', acts: { seal: 'create', renew: 'renew', unseal: 'lift' } }, object: ['plate', 'vin', 'reference'],
    from: { request: 'from', reply: 'registeredAt' }, until: { request: 'until', reply: 'until' },
    renewal: { type: 'seize-vehicle-registration', months: longestTerms.movable.months, details: ({ asked: { plate, vin: number, ruling }, until }, next) => ({ action: 'renew', originalUntil: until, plate, ...number !== undefined && { vin: number }, ruling, ...next }) },
    release: { type: 'seize-vehicle-registration', details: ({ asked: { plate, vin: number, ruling } }) => ({ action: 'unseal', plate, ...number !== undefined && { vin: number }, ruling }) },
  },
  obligations: [{
    name: 'answer', title: { zh: '办理登记并反馈', en: 'Register and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '全国无统一规定', en: 'no national number found' } },
  }],
  follows: ['seize-vehicle-registration'],
  followsWhen: { 'seize-vehicle-registration': { outcomes: ['done', 'partial', 'waiting'] } },
  onPerformance: 'withdraw',
  checkRequest({ details: { action, from, until, originalUntil, originalOrder }, follows }, { businessDate }) {
    const lifted = action === 'unseal';
    return [
      ...neededBy('from', !lifted && from === undefined, '查封、续封时必填', 'is required to seal and to renew'),
      ...neededBy('until', !lifted && until === undefined, '查封、续封时必填', 'is required to seal and to renew'),
      ...action !== 'seal' && originalOrder === undefined && follows === undefined ? [detailIssue('originalOrder', 'original-missing', '须写明原查封文号，或以 follows 指明原查封事项', 'is required unless follows names the seal')] : [],
      ...neededBy('originalUntil', action === 'renew' && originalUntil === undefined, '续行查封时必填', 'is required to renew'),
      ...lifted ? [] : measureTerm({ from, until, ...action === 'renew' && { originalUntil }, longest: longestTerms.movable, businessDate }),
    ];
  },
  checkReply: ({ outcome, details: { until } }) => outcome === 'waiting' && until !== undefined
    ? [detailIssue('until', 'waiting-has-no-term', '轮候查封不单独计算期限', 'a waiting seal has no term of its own')] : [],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { action: 'seal' as const, plate: '晋L·3F27Q', vin: 'LSVAA4182E2123456', ruling: '（2025）晋1031执123号之二', from: at.today, until: at.days(729) },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, registeredAt: at.instant(0), until: at.days(729), reference: '隰车查2025-0117' } },
    partial: { details: { rank: 0, registeredAt: at.instant(0), until: at.days(365), reason: '车辆将于一年后达到强制报废年限，查封至该日' } },
    waiting: { details: { rank: 1, registeredAt: at.instant(0), earlierSeals: [{ authority: '太原市小店区人民法院', rank: 0, until: at.days(200) }] } },
    accepted_not_done: { details: { reason: '车辆已办理转移登记受理，正在核对是否完成' } },
    refused: { details: { reason: '车辆登记所有人并非被执行人，且转移登记已经完成' } },
  }),
});
