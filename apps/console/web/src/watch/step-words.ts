import type { TFunction } from 'i18next';

/** What the coordinator calls, as people say it: `escalation-2` → 升级第 2 级. */
export function stepWords(step: string, t: TFunction): string {
  const [kind, n] = step.split('-');
  if (kind === 'escalation') return t('watch.steps.escalation', { n });
  return kind === 'breach' || kind === 'overdue' ? t('watch.steps.breach') : t('watch.steps.warning');
}
