import { defineRequest } from '../define-request';
import { choice, longText, money, optional, sensitive, text } from '../fields';
import { neededBy } from '../request-parts/detail-issue';
import { senderFields } from '../request-parts/party-sender';

const law = '最高人民法院关于民事执行中财产调查若干问题的规定 (2020)';

/** 财产线索举报: a definite clue to property or whereabouts, also in answer to a reward notice (悬赏公告), over HTTP at the court. */
export const reportClue = defineRequest({
  type: 'report-clue',
  title: { zh: '财产线索举报', en: 'Report a clue' },
  channel: 'http',
  kind: 'service',
  requesters: ['party'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    ...senderFields,
    about: choice({
      zh: '线索种类', en: 'Kind of clue', options: {
        deposit: { zh: '存款', en: 'Deposit' }, 'real-estate': { zh: '不动产', en: 'Real estate' }, vehicle: { zh: '车辆', en: 'Vehicle' }, equity: { zh: '股权', en: 'Equity' },
        receivable: { zh: '到期债权', en: 'Claim that is due' }, whereabouts: { zh: '被执行人下落', en: 'Whereabouts of the debtor' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    clue: sensitive(longText({ zh: '线索内容', en: 'The clue' })),
    knownFrom: optional(longText({ zh: '线索来源', en: 'How it is known', max: 1000 })),
    urgentBecause: optional(longText({ zh: '紧急理由', en: 'Why it is urgent', max: 1000 })),
    rewardNotice: optional(text({ zh: '悬赏公告编号', en: 'Number of the reward notice', max: 80 })),
    phone: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
  },
  reply: {
    verified: optional(choice({ zh: '核实结果', en: 'Result', options: { confirmed: { zh: '属实', en: 'Confirmed' }, partly: { zh: '部分属实', en: 'Partly confirmed' }, unfounded: { zh: '不属实', en: 'Unfounded' } } })),
    taken: optional(longText({ zh: '已采取的执行措施', en: 'What was done on it', max: 1000 })),
    reward: optional(money({ zh: '悬赏金', en: 'Reward' })),
    judge: optional(text({ zh: '承办人', en: 'In charge', max: 60 })),
  },
  replyRequires: { done: ['verified'] },
  obligations: [{
    name: 'verify', title: { zh: '调查核实线索', en: 'Verify the clue' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 7, unit: 'day' }, limitByUrgency: { urgent: { n: 3, unit: 'day' }, critical: { n: 3, unit: 'day' } }, dischargedBy: ['final-reply'],
    source: {
      level: 'law', document: law, article: '2',
      note: { zh: '申请执行人提供的明确、具体的线索；悬赏公告的举报人提供的同样办理（政策）', en: 'for definite clues of the applicant; those of informants who answer a reward notice are treated alike (policy)' },
    },
  }],
  // The body says what the urgency is claimed for: the shorter limit is the law's for urgent cases only.
  checkRequest: ({ urgency, details: { urgentBecause } }) => neededBy('urgentBecause', urgency !== 'ordinary' && urgentBecause === undefined, '紧急线索须说明理由', 'is required of an urgent clue'),
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { sender: '王某', capacity: 'informant' as const, about: 'vehicle' as const, clue: '被执行人名下晋L5X291号车停放在隰县某小区地下车库。', knownFrom: '本人居住该小区，近一周每晚均见该车', rewardNotice: '（2025）晋1031执悬2号' },
  }),
  replyExamples: () => ({
    done: { details: { verified: 'confirmed' as const, taken: '已扣押该车辆', reward: '5000.00', judge: '李法官' } },
    not_done: { details: { reason: '线索不明确、不具体，无法调查核实' } },
  }),
});
