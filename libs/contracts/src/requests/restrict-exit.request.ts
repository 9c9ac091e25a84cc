import { defineRequest } from '../define-request';
import { choice, choices, fieldSet, instant, legalDate, listOfGroups, longText, optional, sensitive, text } from '../fields';
import { measureTerm } from '../measure-period';
import { detailIssue, neededBy } from '../request-parts/detail-issue';

const travelDocument = fieldSet({
  kind: choice({
    zh: '证件种类', en: 'Kind of document', options: {
      passport: { zh: '护照', en: 'Passport' }, 'hong-kong-macao': { zh: '往来港澳通行证', en: 'Permit for Hong Kong and Macao' },
      taiwan: { zh: '往来台湾通行证', en: 'Permit for Taiwan' }, other: { zh: '其他', en: 'Other' },
    },
  }),
  number: sensitive(text({ zh: '证件号码', en: 'Number', max: 30 })),
}, 'TravelDocument');

/** 限制出境: the exit-entry authority assists (民事诉讼法 2023 art. 266); the order names who approved it and until when it holds. */
export const restrictExit = defineRequest({
  type: 'restrict-exit',
  title: { zh: '限制出境', en: 'Restrict exit' },
  kind: 'control',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person'],
  debtorNamedIn: 'debtor',
  request: {
    action: choice({ zh: '办理事项', en: 'What to do', options: { restrict: { zh: '限制出境', en: 'Restrict' }, renew: { zh: '延长限制', en: 'Renew' }, lift: { zh: '解除限制', en: 'Lift' } } }),
    capacity: choice({
      zh: '被限制人身份', en: 'Capacity of the person', options: {
        debtor: { zh: '被执行人', en: 'Debtor' }, 'legal-representative': { zh: '法定代表人', en: 'Legal representative' }, 'person-in-charge': { zh: '主要负责人', en: 'Person in charge' },
        'directly-responsible': { zh: '影响债务履行的直接责任人员', en: 'Person directly responsible' }, guardian: { zh: '法定代理人', en: 'Guardian of the debtor' },
      },
    }),
    debtor: optional(text({ zh: '被执行人名称', en: 'Debtor', max: 120, hint: { zh: '被限制人不是被执行人时填写', en: 'when the person is not the debtor' } })),
    travelDocuments: optional(listOfGroups({ zh: '出入境证件', en: 'Travel documents', of: travelDocument, max: 20 })),
    measures: optional(choices({
      zh: '限制方式', en: 'Measures', options: {
        'stop-at-border': { zh: '口岸阻止出境', en: 'Stop at the border' }, 'no-new-documents': { zh: '不予签发出境证件', en: 'Issue no new documents' }, 'void-documents': { zh: '宣布出境证件作废', en: 'Declare documents void' },
      },
    })),
    from: optional(legalDate({ zh: '限制起始日', en: 'From' })),
    until: optional(legalDate({ zh: '限制截止日', en: 'Until' })),
    decision: text({ zh: '决定书文号', en: 'Number of the decision', max: 120 }),
    originalOrder: optional(text({ zh: '原限制出境决定书文号', en: 'Number of the original decision', max: 120 })),
    approvedBy: text({ zh: '批准人（院长）', en: 'Approved by (president of the court)', max: 60 }),
    grounds: optional(longText({ zh: '限制理由', en: 'Grounds', max: 1000 })),
    dutyPhone: optional(sensitive(text({ zh: '法院值守电话', en: "Court's duty telephone", max: 30 }))),
  },
  reply: {
    registeredAt: optional(instant({ zh: '登记时间', en: 'Registered at' })),
    until: optional(legalDate({ zh: '限制至', en: 'Until' })),
    documentsHeld: optional(listOfGroups({ zh: '查得的出入境证件', en: 'Travel documents found', of: travelDocument, max: 20 })),
    reference: optional(text({ zh: '登记编号', en: 'Reference', max: 80 })),
    port: optional(sensitive(text({ zh: '口岸', en: 'Port' }))),
    stoppedAt: optional(instant({ zh: '阻止出境时间', en: 'Stopped at' })),
  },
  until: { reply: 'until' },
  documents: [
    { kind: '限制出境决定书', title: { zh: '限制出境决定书', en: 'Decision to restrict exit' }, required: false, requiredWhen: { field: 'action', equals: 'restrict' } },
    { kind: '延长限制出境决定书', title: { zh: '延长限制出境决定书', en: 'Decision to renew the restriction' }, required: false, requiredWhen: { field: 'action', equals: 'renew' } },
    { kind: '解除限制出境决定书', title: { zh: '解除限制出境决定书', en: 'Decision to lift the restriction' }, required: false, requiredWhen: { field: 'action', equals: 'lift' } },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助执行回执', title: { zh: '协助执行回执', en: 'Receipt of the notice' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  milestones: [
    { name: 'stopped', title: { zh: '口岸已阻止出境', en: 'Stopped at the border' }, by: 'recipient', on: ['measure-change'], alert: { to: 'requester', level: 'critical' } },
  ],
  measure: {
    kind: 'exit-restriction', does: { field: 'action', acts: { restrict: 'create', renew: 'renew', lift: 'lift' } }, object: ['capacity', 'debtor', 'travelDocuments', 'measures', 'reference'],
    from: { request: 'from', reply: 'registeredAt' }, until: { request: 'until', reply: 'until' },
    renewal: { type: 'restrict-exit', details: ({ asked }, next) => ({ ...asked, action: 'renew', ...next }) },
    release: { type: 'restrict-exit', details: ({ asked: { from: _from, until: _until, ...kept } }) => ({ ...kept, action: 'lift' }) },
  },
  obligations: [{
    name: 'answer', title: { zh: '登记并反馈', en: 'Register and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '全国无统一规定；期限以决定书为准', en: 'no national number found; the term is that of the decision' } },
  }],
  follows: ['restrict-exit'],
  followsWhen: { 'restrict-exit': { outcomes: ['done', 'partial', 'waiting'] } },
  onPerformance: 'withdraw',
  checkRequest({ details: { action, capacity, debtor, from, until, originalOrder }, follows }, { businessDate }) {
    const lifted = action === 'lift';
    return [
      ...neededBy('debtor', capacity !== 'debtor' && debtor === undefined, '被限制人不是被执行人时必填', 'is required when the person is not the debtor'),
      ...capacity === 'debtor' && debtor !== undefined ? [detailIssue('debtor', 'is-the-debtor', '被限制人就是被执行人，不填', 'is left out when the person is the debtor')] : [],
      ...neededBy('from', !lifted && from === undefined, '限制、延长时必填', 'is required to restrict and to renew'),
      ...neededBy('until', !lifted && until === undefined, '限制、延长时必填', 'is required to restrict and to renew'),
      ...action !== 'restrict' && originalOrder === undefined && follows === undefined ? [detailIssue('originalOrder', 'original-missing', '须写明原限制出境决定书文号，或以 follows 指明原事项', 'is required unless follows names the restriction')] : [],
      ...lifted ? [] : measureTerm({ from, until, businessDate }),
    ];
  },
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      action: 'restrict' as const, capacity: 'debtor' as const, travelDocuments: [{ kind: 'passport' as const, number: 'E00000000' }], measures: ['stop-at-border' as const],
      from: at.today, until: at.days(180), decision: '（2025）晋1031执123号之三', approvedBy: '高某', grounds: '有履行能力而拒不履行，且近期申领出境证件',
    },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, registeredAt: at.instant(0), until: at.days(180), reference: '晋出限2025-0042' } },
    partial: { details: { rank: 0, registeredAt: at.instant(0), until: at.days(180), reason: '护照已登记限制；往来港澳通行证号码与本人不符，待法院核对' } },
    waiting: { details: { rank: 1, reason: '他案限制出境在先，到期后依次生效' } },
    accepted_not_done: { details: { reason: '决定书中姓名与证件号码不一致，已受理待补正' } },
    refused: { details: { reason: '决定书未写明限制期限，不予办理' } },
  }),
});
