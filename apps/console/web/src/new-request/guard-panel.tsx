import { GuardFigures } from '../court/guard-figures';
import { useWords } from '../words/i18n';
import type { RequestForm } from './use-request-form';

/** Beside the amount: what the case may still freeze. */
export function GuardPanel({ form: { guard, draft } }: { form: RequestForm }) {
  const { t } = useWords();
  if (guard === undefined) return null;
  return (
    <section className="panel" aria-labelledby="guard" aria-live="polite">
      <header><h2 id="guard">{t('court.guard.title')}</h2><span className="tag">{t(draft.caseNumber?.includes('执保') ? 'court.guard.ruling' : 'court.guard.owed')}</span></header>
      <div className="body"><GuardFigures figures={guard.figures} wanted={guard.wanted} over={guard.over} /></div>
    </section>
  );
}
