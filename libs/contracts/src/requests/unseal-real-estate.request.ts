import { defineRequest } from '../define-request';
import { instant, longText, optional, share, text, unitNumber } from '../fields';
import { originalIssues, originalOrder } from '../original-order';

const order = { zh: '查封通知书', en: 'seal order' };

/** 解除查封: names the original seal; the first waiting one then takes effect by itself (查封扣押冻结规定 arts. 26, 28). */
export const unsealRealEstate = defineRequest({
  type: 'unseal-real-estate',
  title: { zh: '解除查封不动产', en: 'Unseal real estate' },
  kind: 'control',
  requesters: ['court'],
  responders: ['land-registry'],
  subjectKinds: ['person', 'company'],
  request: {
    reason: longText({ zh: '解除事由', en: 'Reason', max: 1000 }),
    originalOrder: originalOrder(order),
    unitNumber: optional(unitNumber({ zh: '不动产单元号', en: 'Real estate unit number', hint: { zh: '不填则为原查封的全部不动产', en: 'left out: all that the original seals' } })),
    share: optional(share({ zh: '解除份额', en: 'Share released', hint: { zh: '不填则全部解除', en: 'left out: all of it' } })),
    ruling: optional(text({ zh: '解除查封裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    releasedAt: optional(instant({ zh: '解除时间', en: 'Released at' })),
    registration: optional(text({ zh: '注销查封登记业务号', en: 'Registration number', max: 80 })),
    promoted: optional(text({ zh: '轮候转正的查封机关', en: 'Whose waiting seal takes effect' })),
  },
  replyRequires: { done: ['releasedAt'], partial: ['releasedAt'] },
  documents: [
    { kind: '解除查封裁定书', title: { zh: '解除查封裁定书', en: 'Ruling to unseal' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
  ],
  officers: { min: 2 },
  measure: { kind: 'real-estate', does: 'lift' },
  obligations: [{
    name: 'answer', title: { zh: '解除查封并反馈', en: 'Unseal and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '解除须通知登记机关（查封扣押冻结规定第二十八条），天数无规定', en: 'the registry is notified of it (查封扣押冻结规定 art. 28), which has no number' } },
  }],
  follows: ['seal-real-estate', 'renew-real-estate-seal'],
  checkRequest: (body) => originalIssues(body, order, { zh: '查封', en: 'seal' }),
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { reason: '债务已经清偿', originalOrder: '（2025）晋1031执123号', unitNumber: '141031001008GB00123F00010021' },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, releasedAt: at.instant(0), registration: '隰不动产解封〔2025〕第19号', promoted: '太原市小店区人民法院' } },
    partial: { details: { rank: 0, releasedAt: at.instant(0), note: '仅解除所列份额' } },
    waiting: { details: { rank: 1, note: '原查封为轮候查封，已撤销轮候登记' } },
    accepted_not_done: { details: { reason: '未找到原查封登记，已转人工核对' } },
    refused: { details: { reason: '裁定书与原查封案号不一致，不予办理' } },
  }),
});
