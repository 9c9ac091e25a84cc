import { useWords } from '../words/i18n';
import type { FieldWords } from './line-faults';

/** Members of a request as the form calls them. */
export function useFieldWords(): FieldWords {
  const { t } = useWords();
  return {
    to: t('court.batch.recipient'), caseNumber: t('print.caseNumber'), subject: t('request.subject'), urgency: t('request.urgency'), follows: t('request.follows'), officers: t('request.officers'),
    documents: t('court.batch.documents'), details: t('court.batch.details'), table: t('court.batch.tableName'), type: t('request.type'),
  };
}
