import { Problem } from '@lianzhi/platform';
import type { Decision } from '../dead-letters/dead-letter-office';

/** WARNING: slugs are public (`error` and `type` of the body). */
const kinds = {
  'dead-letter-decided': { status: 409, title: { zh: '该死信已处理', en: 'The dead letter has been decided already' } },
  'dead-letter-refused': { status: 409, title: { zh: '重新判定仍不能接受，死信保持不变', en: 'Judged again it is as bad as before; it stays' } },
  'retention-running': { status: 409, title: { zh: '已有清除任务在进行', en: 'An erasure is under way already' } },
} as const;

export const operatorProblem = (slug: keyof typeof kinds, extra?: Record<string, unknown>): Problem => new Problem({ slug, ...kinds[slug] }, { extra });

/** What the caller is told when nothing was decided. */
export function decisionProblem(decision: Exclude<Decision, { kind: 'decided' | 'unknown' }>): Problem {
  return decision.kind === 'already'
    ? operatorProblem('dead-letter-decided', { state: decision.state })
    : operatorProblem('dead-letter-refused', { reason: decision.reason, ...(decision.detail !== undefined && { reasonDetail: decision.detail }) });
}
