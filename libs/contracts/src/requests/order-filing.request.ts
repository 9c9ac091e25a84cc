import { defineRequest } from '../define-request';
import { instant, longText, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { earlierStepNamed, paperReason, paperStep } from '../request-parts/earlier-step';

/** 通知立案: the reasons do not hold; the police file within fifteen days (刑事诉讼法 2018 art. 113; 公安机关办理刑事案件程序规定 2020 art. 182). */
export const orderFiling = defineRequest({
  type: 'order-filing',
  title: { zh: '通知立案', en: 'Order to file' },
  kind: 'service',
  requesters: ['procuratorate'],
  responders: ['police'],
  subjectKinds: ['person', 'company'],
  request: {
    orderNumber: text({ zh: '通知立案书文号', en: 'Number of the order', max: 80 }),
    explanation: paperStep('要求说明不立案理由通知书文号', 'Number of the demand for reasons'),
    paperReason,
    reasons: longText({ zh: '应当立案的事实和理由', en: 'Facts and reasons for filing' }),
    evidence: optional(longText({ zh: '证据摘要', en: 'Evidence' })),
  },
  reply: {
    filingNumber: optional(text({ zh: '立案决定书文号', en: 'Number of the filing decision', max: 80 })),
    filedAt: optional(instant({ zh: '立案时间', en: 'Filed at' })),
    unit: optional(text({ zh: '办案单位', en: 'Unit in charge', max: 120 })),
    officer: optional(text({ zh: '承办民警', en: 'Officer in charge', max: 60 })),
  },
  replyRequires: { done: ['filingNumber', 'filedAt'] },
  documents: [
    { kind: '通知立案书', title: { zh: '通知立案书', en: 'Order to file' }, required: true },
    { kind: '证据材料', title: { zh: '证据材料', en: 'Evidence' }, required: false },
    { kind: '立案决定书', title: { zh: '立案决定书（复印件）', en: 'Filing decision (copy)' }, required: false, requiredWith: { outcomes: ['done'] }, on: ['reply'] },
  ],
  milestones: [debtorPerformed, { name: 'filed', title: { zh: '已立案', en: 'Filed' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['done'] } }],
  obligations: [{
    name: 'answer', title: { zh: '立案并送达立案决定书', en: 'File and send the decision' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 15, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: { level: 'law', document: '公安机关办理刑事案件程序规定 (2020)', article: '182', note: { zh: '收到通知书后十五日以内立案', en: 'file within fifteen days of the order' } },
  }],
  follows: ['explain-non-filing'],
  followsWhen: { 'explain-non-filing': { outcomes: ['declined'], breached: ['answer'] } },
  checkRequest: ({ details: { explanation, paperReason: paper }, follows }) => earlierStepNamed('explanation', explanation, paper, follows),
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      orderNumber: '隰检通立〔2025〕1号', explanation: '隰检不立通〔2025〕2号', paperReason: 'before-exchange' as const,
      reasons: '购房款来源于被执行人账户，发生在判决生效之后；公安机关不立案的理由不能成立。', evidence: '银行流水、不动产登记资料、报告财产令及送达回证',
    },
  }),
  replyExamples: (at) => ({
    done: { details: { filingNumber: '隰公（经）立字〔2025〕18号', filedAt: at.instant(0), unit: '隰县公安局经济犯罪侦查大队', officer: '贾某' } },
    not_done: { details: { reason: '被执行人已死亡，依法不追究刑事责任，附证明' } },
  }),
});
