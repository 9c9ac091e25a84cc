import { defineRequest } from '../define-request';
import { choice, instant, legalDate, longText, optional, text } from '../fields';
import { detailIssue, neededBy, notPast } from '../request-parts/detail-issue';
import { handedOverMeasures, measuresLastAMonth } from '../request-parts/handed-over-measures';

/** 提级执行、指定执行、交叉执行: a superior court takes a case up or gives it to another court (民事诉讼法 2023 art. 237; 委托执行规定 2020 art. 11). */
export const assignCase = defineRequest({
  type: 'assign-case',
  title: { zh: '提级、指定、交叉执行', en: 'Assign a case' },
  kind: 'service',
  requesters: ['court'],
  responders: ['court'],
  // 提级、指定: "上一级人民法院"; 交叉 has no article of a law, and only a superior common to both can decide it.
  requester: { relation: 'superior', source: { level: 'law', document: '民事诉讼法 (2023)', article: '237' } },
  subjectKinds: ['person', 'company'],
  caseOf: 'any',
  request: {
    mode: choice({ zh: '方式', en: 'How', options: { elevate: { zh: '提级执行', en: 'Taken up by the superior court' }, designate: { zh: '指定执行', en: 'Given to a court' }, cross: { zh: '交叉执行', en: 'Exchanged between courts' } } }),
    role: choice({ zh: '受文法院', en: 'The court addressed', options: { 'takes-over': { zh: '接收案件', en: 'Takes the case over' }, 'hands-over': { zh: '移交案件', en: 'Hands the case over' } } }),
    otherCourt: optional(text({ zh: '对方法院', en: 'The other court', max: 120, hint: { zh: '原执行法院或接收法院', en: 'that hands over or takes over' } })),
    ground: choice({
      zh: '理由', en: 'Ground', options: {
        'six-months': { zh: '超过六个月未执行', en: 'Not enforced for six months' }, 'long-open': { zh: '长期未结', en: 'Long open' }, interference: { zh: '受到干扰', en: 'Interference' },
        related: { zh: '关联案件集中执行', en: 'Related cases' }, property: { zh: '财产所在地', en: 'Where the property is' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    reasons: longText({ zh: '具体情况', en: 'Circumstances', max: 2000 }),
    ruling: text({ zh: '裁定书或决定书文号', en: 'Number of the ruling', max: 120 }),
    finishBy: optional(legalDate({ zh: '限期执行至', en: 'To be enforced by' })),
    measures: handedOverMeasures,
  },
  reply: {
    newCase: optional(text({ zh: '新立执行案号', en: 'New case number', max: 64 })),
    registeredAt: optional(instant({ zh: '立案时间', en: 'Registered at' })),
    officer: optional(text({ zh: '承办人', en: 'In charge', max: 60 })),
    handedOverAt: optional(instant({ zh: '移交时间', en: 'Handed over at' })),
    files: optional(longText({ zh: '移交的案卷、款物', en: 'Files, money and things handed over', max: 2000 })),
  },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书（提级、指定执行）', en: 'Ruling' }, required: true, alternatives: ['交叉执行决定书'] },
    { kind: '交叉执行决定书', title: { zh: '交叉执行决定书', en: 'Decision to exchange the case' }, required: false },
    { kind: '案件移送函', title: { zh: '案件移送函', en: 'Letter of transfer' }, required: false },
    { kind: '案卷移交清单', title: { zh: '案卷移交清单', en: 'List of what is handed over' }, required: false, on: ['reply'] },
    { kind: '立案通知书', title: { zh: '立案通知书', en: 'Notice of registration' }, required: false, on: ['reply'] },
  ],
  milestones: [
    { name: 'registered', title: { zh: '已立案', en: 'Registered' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'handed_over', title: { zh: '已移交', en: 'Handed over' }, by: 'recipient', on: ['reply'] },
  ],
  handsOver: { list: 'measures', id: 'measure', months: 1, others: true },
  obligations: [{
    name: 'answer', title: { zh: '立案或移交并反馈', en: 'Register or hand over, and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 7, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: {
      level: 'policy', document: '最高人民法院关于委托执行若干问题的规定 (2020)', article: '7',
      note: { zh: '参照委托执行案件七日内立案', en: 'after the seven days within which a delegated case is registered' },
    },
  }],
  follows: ['supervise-case'],
  checkRequest: ({ details: { mode, role, otherCourt, finishBy, measures } }, { businessDate }) => [
    ...mode === 'elevate' && role !== 'hands-over' ? [detailIssue('role', 'elevated-is-handed-over', '提级执行的，由下级法院移交案件', 'must be hands-over: the superior court takes the case up itself')] : [],
    ...neededBy('otherCourt', mode !== 'elevate' && otherCourt === undefined, '指定、交叉执行须写明对方法院', 'is required unless the superior court takes the case up'),
    ...notPast('finishBy', finishBy, businessDate),
    ...measuresLastAMonth(measures, businessDate),
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      mode: 'designate' as const, role: 'takes-over' as const, otherCourt: '太原市小店区人民法院', ground: 'six-months' as const, reasons: '原执行法院收到申请执行书后超过六个月未执行，申请执行人提出申请',
      ruling: '（2025）晋01执监12号', finishBy: at.days(180), measures: [{ kind: 'seal' as const, object: '太原市小店区某小区2号楼', until: at.days(400), order: '（2025）晋0105执402号' }],
    },
  }),
  replyExamples: (at) => ({
    done: { details: { newCase: '（2025）晋1031执501号', registeredAt: at.instant(0), officer: '李某' } },
    not_done: { details: { reason: '原执行法院尚未移交案卷，无法立案' } },
  }),
});
