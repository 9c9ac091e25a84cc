import { defineRequest } from '../define-request';
import { choice, instant, integer, legalDate, longText, optional, text } from '../fields';
import { originalIssues, originalOrder } from '../original-order';

const order = { zh: '决定书', en: 'decision' };

/** 信用修复: after performance the debtor comes off the list and the restriction is lifted, within three working days. */
export const creditRepair = defineRequest({
  type: 'credit-repair',
  title: { zh: '信用修复', en: 'Credit repair' },
  kind: 'service',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    lift: choice({
      zh: '解除内容', en: 'What is lifted', options: {
        dishonest: { zh: '删除失信信息', en: 'Listing as dishonest' }, consumption: { zh: '解除限制消费', en: 'Restriction of consumption' }, both: { zh: '二者', en: 'Both' },
      },
    }),
    ground: choice({
      zh: '事由', en: 'Ground', options: {
        performed: { zh: '已履行完毕', en: 'Performed' }, settled: { zh: '和解并履行完毕', en: 'Settled and performed' }, consent: { zh: '申请执行人同意删除', en: 'The creditor consents' },
        'case-ended': { zh: '终结执行、不予执行', en: 'Enforcement ended' }, 'term-over': { zh: '期限届满', en: 'Its term is over' }, mistaken: { zh: '纳入错误', en: 'Listed by mistake' },
      },
    }),
    groundOn: legalDate({ zh: '事由发生日期', en: 'Since' }),
    originalOrder: originalOrder(order),
    explanation: optional(longText({ zh: '说明', en: 'Explanation', max: 1000 })),
  },
  reply: {
    liftedAt: optional(instant({ zh: '解除时间', en: 'Lifted at' })),
    bodies: optional(integer({ zh: '通知单位数', en: 'Bodies told', max: 10_000 })),
    reference: optional(text({ zh: '信用信息编号', en: 'Reference', max: 80 })),
  },
  replyRequires: { done: ['liftedAt'] },
  documents: [
    { kind: '信用修复决定书', title: { zh: '删除失信信息、解除限制消费决定书', en: 'Decision to lift' }, required: true },
    { kind: '履行完毕证明', title: { zh: '履行完毕证明', en: 'Proof of performance' }, required: false, requiredWhen: { field: 'ground', equals: 'performed' } },
  ],
  officers: { min: 1 },
  obligations: [{
    name: 'answer', title: { zh: '解除惩戒并反馈', en: 'Lift and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: { level: 'opinion', document: '法释〔2017〕7号', note: { zh: '三个工作日内删除；原文未核对', en: 'removal within three working days; the text was not checked' } },
  }],
  follows: ['joint-discipline'],
  checkRequest: (body, { businessDate }) => [
    ...originalIssues(body, order, { zh: '联合惩戒', en: 'joint discipline' }),
    ...body.details.groundOn > businessDate ? [{ pointer: '/details/groundOn', code: 'date-future', zh: '不得晚于今日', en: 'cannot be in the future' }] : [],
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { lift: 'both' as const, ground: 'settled' as const, groundOn: at.days(-1), originalOrder: '（2025）晋1031执123号' },
  }),
  replyExamples: (at) => ({
    done: { details: { liftedAt: at.instant(0), bodies: 23 } },
    not_done: { details: { reason: '决定书所列文号查无发布记录，退回核对' } },
  }),
});
