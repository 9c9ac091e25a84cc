import type { Issue } from '../issue';
import type { ObligationRule } from '../obligation-rule';

/** What a standing watch 持续布控 owes, whatever is looked for: word soon, and an answer when the watch ends. */
export const watchObligations: readonly ObligationRule[] = [
  {
    name: 'first-reply', title: { zh: '首次反馈', en: 'First reply' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['any-reply'], pausedWhile: 'information_requested',
    extendable: { longest: { n: 3, unit: 'workday' }, times: 1 }, source: { level: 'policy', note: { zh: '全国无统一规定', en: 'no national number found' } },
  },
  {
    name: 'final-reply', title: { zh: '布控期满最终反馈', en: 'Final reply at the end of the watch' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { until: 'request' }, dischargedBy: ['final-reply'], source: { level: 'contract', note: { zh: '以协助事项载明的布控期限为准', en: 'the end of the watch that the request names' } },
  },
];

/** Seen or held goes only with a hit. */
export const milestoneWithoutHit = ({ milestone, outcome }: { milestone?: string; outcome?: string }): Issue[] => milestone === undefined || outcome === 'found' ? []
  : [{ pointer: '/milestone', code: 'milestone-without-hit', zh: '该节点只能随“找到”反馈', en: 'goes only with the outcome found' }];
