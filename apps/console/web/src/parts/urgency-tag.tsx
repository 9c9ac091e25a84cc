import type { Urgency } from '../api/request-types';
import { useWords } from '../words/i18n';

export function UrgencyTag({ urgency, always = false }: { urgency: Urgency; always?: boolean }) {
  const { t } = useWords();
  if (urgency === 'ordinary' && !always) return null;
  return <span className={`tag ${urgency === 'critical' ? 'hot' : urgency === 'urgent' ? 'risk' : ''}`}>{t(`urgency.${urgency}`)}</span>;
}
