import { defineRequest } from '../define-request';
import { choice, choices, instant, integer, legalDate, longText, optional, text } from '../fields';

const measures = {
  procurement: { zh: '政府采购、招标投标', en: 'Public procurement and tenders' },
  subsidies: { zh: '财政性资金、政策扶持', en: 'Subsidies' },
  licences: { zh: '行政审批、资质认定', en: 'Licences' },
  finance: { zh: '融资信贷', en: 'Credit' },
  offices: { zh: '任职资格', en: 'Holding of offices' },
  honours: { zh: '荣誉、授信', en: 'Honours' },
  spending: { zh: '高消费及有关消费', en: 'High spending' },
  travel: { zh: '飞机、列车软卧、高铁等出行', en: 'Air and high-class rail travel' },
};

/**
 * 联合惩戒: a listing as dishonest (失信) or a restriction of consumption (限制消费) is published to the bodies that act on it. Whoever
 * is listed as dishonest is restricted as well, so the consumption order goes with both (法释〔2015〕17号, whose text was not checked).
 */
export const jointDiscipline = defineRequest({
  type: 'joint-discipline',
  title: { zh: '联合惩戒', en: 'Joint discipline' },
  kind: 'service',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    list: choice({ zh: '惩戒类别', en: 'Which list', options: { dishonest: { zh: '失信被执行人', en: 'Dishonest debtor' }, consumption: { zh: '限制消费', en: 'Restriction of consumption' } } }),
    decision: text({ zh: '决定书文号', en: 'Number of the decision', max: 120 }),
    decidedOn: legalDate({ zh: '决定日期', en: 'Decided on' }),
    until: optional(legalDate({ zh: '期限至', en: 'Until', hint: { zh: '无固定期限的不填', en: 'left out: until lifted' } })),
    ground: choice({
      zh: '情形', en: 'Ground', options: {
        'able-not-performing': { zh: '有履行能力而拒不履行', en: 'Able and does not perform' }, 'obstructs-enforcement': { zh: '以伪造证据、暴力、威胁等妨碍抗拒执行', en: 'Obstructs enforcement' },
        'evades-enforcement': { zh: '以虚假诉讼、隐匿转移财产等规避执行', en: 'Evades enforcement' }, 'false-report': { zh: '违反财产报告制度', en: 'Breaks the duty to report property' },
        'breaks-restriction': { zh: '违反限制消费令', en: 'Breaks a consumption restriction' }, 'breaks-settlement': { zh: '无正当理由拒不履行和解协议', en: 'Breaks a settlement without reason' },
        'not-performing': { zh: '未按执行通知履行（限制消费）', en: 'Does not perform (consumption only)' },
      },
    }),
    measures: choices({ zh: '请予实施的惩戒', en: 'Measures wanted', options: measures }),
    facts: optional(longText({ zh: '基本情况', en: 'Facts', max: 2000 })),
    responsible: optional(text({ zh: '一并限制的法定代表人、主要负责人', en: 'Representatives restricted too' })),
  },
  reply: {
    publishedAt: optional(instant({ zh: '发布时间', en: 'Published at' })),
    applied: optional(choices({ zh: '已实施的惩戒', en: 'Measures applied', options: measures })),
    bodies: optional(integer({ zh: '推送单位数', en: 'Bodies told', max: 10_000 })),
    reference: optional(text({ zh: '信用信息编号', en: 'Reference', max: 80 })),
  },
  replyRequires: { done: ['publishedAt', 'applied'] },
  until: { request: 'until' },
  documents: [
    { kind: '限制消费令', title: { zh: '限制消费令', en: 'Order restricting consumption' }, required: true },
    { kind: '失信决定书', title: { zh: '纳入失信被执行人名单决定书', en: 'Decision to list as dishonest' }, required: false, requiredWhen: { field: 'list', equals: 'dishonest' } },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: false },
  ],
  officers: { min: 1 },
  obligations: [{
    name: 'answer', title: { zh: '发布并反馈', en: 'Publish and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '天数为政策；名单规定（法释〔2017〕7号）原文未核对', en: 'the number is policy; the text of 法释〔2017〕7号 was not checked' } },
  }],
  onPerformance: 'withdraw',
  checkRequest({ details: { list, ground, until } }, { businessDate }) {
    return [
      ...list === 'dishonest' && ground === 'not-performing' ? [{ pointer: '/details/ground', code: 'ground-not-of-list', zh: '该情形只适用于限制消费', en: 'is a ground of a consumption restriction only' }] : [],
      ...until !== undefined && until < businessDate ? [{ pointer: '/details/until', code: 'date-past', zh: '期限已过', en: 'is already past' }] : [],
    ];
  },
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { list: 'consumption' as const, decision: '（2025）晋1031执123号', decidedOn: at.today, ground: 'not-performing' as const, measures: ['spending' as const, 'travel' as const] },
  }),
  replyExamples: (at) => ({
    done: { details: { publishedAt: at.instant(0), applied: ['spending' as const, 'travel' as const], bodies: 23 } },
    not_done: { details: { reason: '身份信息与信用平台不一致，退回核对' } },
  }),
});
