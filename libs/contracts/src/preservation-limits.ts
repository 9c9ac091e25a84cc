import type { Calendar } from './calendar';
import { choice, fieldSet, boolean, instant, optional } from './fields';
import type { Issue } from './issue';
import type { ObligationRule } from './obligation-rule';
import { dueOf } from './obligations';
import { detailIssue } from './request-parts/detail-issue';
import type { RequestContract } from './request-contract';
import type { ObligationRecord } from './request-record';
import { parseInstant } from './shanghai-time';

const law = '民事诉讼法 (2023)';
const rules = '最高人民法院关于人民法院办理财产保全案件若干问题的规定 (2020)';

/** 财产保全案件 (执保): what decides the court's own time limits, told when the case is recorded. Names are on the API. */
export const preservationFields = fieldSet({
  kind: choice({
    zh: '保全情形', en: 'Kind', options: {
      urgent: { zh: '情况紧急', en: 'Urgent' }, 'pre-suit': { zh: '诉前、仲裁前', en: 'Before suit or arbitration' }, ordinary: { zh: '一般情况', en: 'Ordinary' },
    },
  }),
  acceptedAt: instant({ zh: '接受申请时间', en: 'Application accepted at' }),
  securityAt: optional(instant({ zh: '提供担保时间', en: 'Security given at', hint: { zh: '一般情况下责令提供担保的，自提供担保起算', en: 'where security was ordered in an ordinary case, the time counts from it' } })),
  ruledAt: optional(instant({ zh: '作出裁定时间', en: 'Ruled at' })),
  dismissed: optional(boolean({ zh: '裁定驳回申请', en: 'The application was dismissed' })),
  begunAt: optional(instant({ zh: '开始执行时间', en: 'Enforcement begun at' })),
}, 'Preservation');

export interface PreservationFacts {
  kind: 'urgent' | 'pre-suit' | 'ordinary';
  acceptedAt: string;
  securityAt?: string;
  ruledAt?: string;
  dismissed?: boolean;
  begunAt?: string;
}

const clock = (name: string, zh: string, en: string, more: Pick<ObligationRule, 'limit' | 'source'>): ObligationRule =>
  ({ name, title: { zh, en }, owedBy: 'requester', startsAt: { milestone: name.startsWith('rule') ? 'accepted' : 'ruled' }, dischargedBy: [{ milestone: name.startsWith('rule') ? 'ruled' : 'begun' }], ...more });
const rule = (name: string, article: string): ObligationRule => clock(name, '作出保全裁定', 'Rule on the preservation', {
  limit: { n: 48, unit: 'hour' }, source: { level: 'law', document: law, article, note: { zh: '接受申请后四十八小时内作出裁定', en: 'within 48 hours of accepting the application' } },
});

/** What the court owes by itself in a case of preservation, whoever is asked for what. Shaped like a contract, so that rules and due times are found alike. */
export const preservationLimits: Pick<RequestContract, 'type' | 'obligations'> = {
  type: 'preservation',
  obligations: [
    rule('rule-urgent', '103'), rule('rule-pre-suit', '104'),
    clock('rule', '作出保全裁定', 'Rule on the preservation', {
      limit: { n: 5, unit: 'day', restDay: 'next' }, source: { level: 'law', document: rules, article: '4', note: { zh: '接受申请后五日内；需要提供担保的，提供担保后五日内', en: 'within five days of accepting the application, or of the security' } },
    }),
    clock('begin-at-once', '开始执行保全裁定', 'Begin to carry the ruling out', {
      limit: { n: 24, unit: 'hour' }, source: { level: 'policy', document: law, article: '103', note: { zh: '规定为“立即开始执行”，时数为政策', en: 'the article says at once (立即); the number of hours is policy' } },
    }),
    clock('begin', '开始执行保全裁定', 'Begin to carry the ruling out', {
      limit: { n: 5, unit: 'day', restDay: 'next' }, source: { level: 'law', document: rules, article: '4', note: { zh: '裁定采取保全措施的，五日内开始执行', en: 'within five days of the ruling' } },
    }),
  ],
};

/** What cannot be together. Pointers start at the facts. */
export const preservationIssues = ({ acceptedAt, securityAt, ruledAt, dismissed, begunAt }: PreservationFacts, now: number): Issue[] => {
  const order: [string, string | undefined, string | undefined][] = [['securityAt', acceptedAt, securityAt], ['ruledAt', acceptedAt, ruledAt], ['begunAt', ruledAt, begunAt]];
  const future = Object.entries({ acceptedAt, securityAt, ruledAt, begunAt }).filter(([, at]) => at !== undefined && parseInstant(at) > now);
  const early = order.filter(([, before, after]) => before !== undefined && after !== undefined && parseInstant(after) < parseInstant(before));
  const unruled = (begunAt !== undefined || dismissed === true) && ruledAt === undefined;
  return [
    ...future.map(([field]) => detailIssue(field, 'instant-future', '时间尚未到', 'lies in the future')), ...early.map(([field]) => detailIssue(field, 'instant-too-early', '早于前一步骤', 'is before the step before it')),
    ...unruled ? [detailIssue('ruledAt', 'required-by-details', '已裁定、已执行的须写明裁定时间', 'is required once there is a ruling')] : [],
    ...dismissed === true && begunAt !== undefined ? [detailIssue('begunAt', 'dismissed-but-begun', '驳回申请的不得填写开始执行时间', 'must be empty when the application was dismissed')] : [],
  ].map(({ pointer, ...issue }) => ({ ...issue, pointer: pointer.replace('/details', '') }));
};

/** The clocks that these facts have started, each with its due time. Pure. */
export function preservationClocks({ kind, acceptedAt, securityAt, ruledAt, dismissed, begunAt }: PreservationFacts, calendar: Calendar): ObligationRecord[] {
  const started = (name: string, from: string, to: string | undefined): ObligationRecord => {
    const { owedBy, limit } = preservationLimits.obligations.find((one) => one.name === name)!;
    const record: ObligationRecord = {
      name, owedBy, round: 1, state: to === undefined ? 'running' : 'discharged', startedAt: parseInstant(from), dueAt: null, limit, rule: `${preservationLimits.type}.${name}`,
      ...(to !== undefined && { dischargedAt: parseInstant(to) }),
    };
    const due = dueOf(record, { contract: preservationLimits as RequestContract, calendar });
    return due ? { ...record, dueAt: due.dueAt, provisional: due.provisional || undefined } : record;
  };
  const atOnce = kind !== 'ordinary';
  return [
    started(atOnce ? `rule-${kind}` : 'rule', atOnce ? acceptedAt : securityAt ?? acceptedAt, ruledAt),
    ...ruledAt !== undefined && dismissed !== true ? [started(atOnce ? 'begin-at-once' : 'begin', ruledAt, begunAt)] : [],
  ];
}
