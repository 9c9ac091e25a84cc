import { defineRequest } from '../define-request';
import { choice, longText, optional, sensitive, text } from '../fields';
import { senderFields } from '../request-parts/party-sender';

/** 当事人来信: a message, clue or opinion of a party of the case, over HTTP at the court; never on a lane. */
export const partyMessage = defineRequest({
  type: 'party-message',
  title: { zh: '当事人来信', en: 'Message of a party' },
  channel: 'http',
  kind: 'service',
  requesters: ['party'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    ...senderFields,
    matter: choice({
      zh: '事由', en: 'Matter', options: { message: { zh: '留言', en: 'Message' }, clue: { zh: '财产或下落线索', en: 'Clue to property or whereabouts' }, opinion: { zh: '意见', en: 'Opinion' } },
    }),
    text: longText({ zh: '内容', en: 'Text' }),
    phone: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
  },
  reply: {
    answer: optional(longText({ zh: '答复', en: 'Answer' })),
    judge: optional(text({ zh: '承办人', en: 'In charge', max: 60 })),
  },
  replyRequires: { done: ['answer'] },
  obligations: [{
    name: 'answer', title: { zh: '答复当事人', en: 'Answer the party' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 5, unit: 'workday' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '全国无统一规定', en: 'no national number found' } },
  }],
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { sender: '李某', capacity: 'applicant' as const, matter: 'message' as const, text: '请问本案车辆何时评估拍卖？' },
  }),
  replyExamples: () => ({
    done: { details: { answer: '车辆已委托评估，评估报告作出后将在五日内送达双方。', judge: '李法官' } },
    not_done: { details: { reason: '来信内容与本案无关，请向立案窗口咨询' } },
  }),
});
