import { defineRequest } from '../define-request';
import { instant, longText, optional, sensitive, text } from '../fields';
import { standsForFields, standsForIssues } from '../request-parts/stands-for';

/** 提前解除拘留: on the court's decision the police release at once (民诉法解释 2022 art. 182). */
export const releaseEarly = defineRequest({
  type: 'release-early',
  title: { zh: '提前解除拘留', en: 'Release early from detention' },
  kind: 'service',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person'],
  debtorNamedIn: 'debtor',
  request: {
    ...standsForFields,
    reason: longText({ zh: '提前解除事由', en: 'Reason', max: 1000 }),
    approvedBy: text({ zh: '批准人（院长）', en: 'Approved by (president of the court)', max: 60 }),
    detentionDecision: optional(text({ zh: '原拘留决定书文号', en: 'Number of the detention decision', max: 80 })),
  },
  reply: {
    releasedAt: optional(instant({ zh: '解除时间', en: 'Released at' })),
    releasedFrom: optional(sensitive(text({ zh: '解除场所', en: 'Released from' }))),
    certificate: optional(text({ zh: '解除拘留证明书文号', en: 'Number of the release certificate', max: 80 })),
  },
  documents: [
    { kind: '提前解除拘留决定书', title: { zh: '提前解除拘留决定书', en: 'Decision to release early' }, required: true },
    { kind: '具结悔过书', title: { zh: '具结悔过书', en: 'Statement of repentance' }, required: false },
    { kind: '解除拘留证明书', title: { zh: '解除拘留证明书', en: 'Release certificate' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: { kind: 'detention', does: 'lift' },
  obligations: [{
    name: 'answer', title: { zh: '解除拘留并反馈', en: 'Release and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 2, unit: 'hour' }, dischargedBy: ['final-reply'],
    source: { level: 'policy', document: '民事诉讼法解释 (2022)', article: '182', note: { zh: '规定交公安机关执行，时数为政策', en: 'the article orders the release; the number of hours is policy' } },
  }],
  follows: ['take-into-detention'],
  checkRequest: ({ details: { detentionDecision, ...who }, follows }) => [
    ...standsForIssues(who, ['legal-representative', 'person-in-charge', 'directly-responsible', 'guardian', 'assisting', 'other'], '民事诉讼法第一百一十四条、第一百一十七条、第二百五十二条'),
    ...detentionDecision !== undefined || follows !== undefined ? [] : [{ pointer: '/details/detentionDecision', code: 'original-missing', zh: '须写明原拘留决定书文号，或以 follows 指明原收押事项', en: 'is required unless follows names the detention request' }],
  ],
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { reason: '家属已将案款全部交至法院，被拘留人认错悔改', approvedBy: '高某', detentionDecision: '（2025）晋1031司惩7号' },
  }),
  replyExamples: (at) => ({
    done: { details: { releasedAt: at.instant(0), releasedFrom: '隰县拘留所' } },
    not_done: { details: { reason: '被拘留人另有行政拘留未执行完毕，已转报' } },
  }),
});
