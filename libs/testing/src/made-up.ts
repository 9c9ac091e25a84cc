import { boolean, createCatalogue, defineRequest, integer, legalDate, optional, text, type Agency } from '@lianzhi/contracts';

/** Two made-up agencies: engine tests use them, so that no test depends on the law. */
export const madeUpAgencies: readonly Agency[] = [
  { code: 'tennis-club', title: { zh: '网球俱乐部', en: 'Tennis club' }, desk: true, sample: 'tennis-club-1' },
  { code: 'chess-club', title: { zh: '象棋俱乐部', en: 'Chess club' }, desk: true, sample: 'chess-club-1' },
];

/** A made-up request type: the tennis club asks the chess club for rackets. */
export const lendRacket = defineRequest({
  type: 'lend-racket',
  title: { zh: '借球拍', en: 'Lend a racket' },
  kind: 'service',
  requesters: ['tennis-club'],
  responders: ['chess-club'],
  subjectKinds: ['person', 'company'],
  request: {
    rackets: integer({ zh: '数量', en: 'How many', min: 1, max: 9 }),
    backOn: legalDate({ zh: '归还日期', en: 'Back on' }),
    strings: optional(text({ zh: '线材', en: 'Strings', max: 40 })),
  },
  reply: { lent: optional(integer({ zh: '借出数量', en: 'Lent', max: 9 })), insured: optional(boolean({ zh: '已投保', en: 'Insured' })) },
  replyRequires: { done: ['lent'] },
  until: { request: 'backOn' },
  documents: [
    { kind: '借条', title: { zh: '借条', en: 'Note of loan' }, required: true },
    { kind: '球拍照片', title: { zh: '球拍照片', en: 'Photograph' }, required: false, on: ['reply'] },
  ],
  milestones: [
    { name: 'handed_over', title: { zh: '已交付', en: 'Handed over' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['done'] }, alert: { to: 'requester', level: 'warning' } },
    { name: 'brought_back', title: { zh: '已归还', en: 'Brought back' }, by: 'requester', on: ['supplement'] },
  ],
  obligations: [
    {
      name: 'answer', title: { zh: '答复', en: 'Answer' }, owedBy: 'recipient', startsAt: 'delivered', limit: { n: 2, unit: 'workday', restDay: 'next' },
      dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 2, unit: 'workday' }, times: 1 }, source: { level: 'policy' },
    },
    { name: 'bring-back', title: { zh: '归还', en: 'Bring back' }, owedBy: 'requester', startsAt: { milestone: 'handed_over' }, limit: { until: 'request' }, dischargedBy: [{ milestone: 'brought_back' }], source: { level: 'contract' } },
  ],
  example: (at) => ({ subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' }, details: { rackets: 2, backOn: at.days(7) } }),
  replyExamples: () => ({
    done: { details: { lent: 2, insured: true } },
    not_done: { details: { reason: '没有球拍，只有棋盘' } },
  }),
});

/** A whole catalogue of its own: one entry per agency and one line per request type is all it takes. */
export const madeUpCatalogue = createCatalogue({ agencies: madeUpAgencies, requests: [lendRacket] });
