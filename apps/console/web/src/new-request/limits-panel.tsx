import type { ObligationView, Urgency } from '../api/request-types';
import type { ContractEntry } from '../forms/contract-entry';
import { useWords, type Bilingual } from '../words/i18n';
import { lengthOf } from '../words/limit';

interface Rule { name: string; title: Bilingual; owedBy: 'requester' | 'recipient'; startsAt: unknown; limit: object; limitByUrgency?: Record<string, object>; source: { level: string; document?: string; article?: string; note?: Bilingual } }

/** What will be owed once it is sent, and by whom: the limits of the type, before the days are known. */
export function LimitsPanel({ contract, urgency }: { contract: ContractEntry | undefined; urgency: Urgency }) {
  const { t, pick } = useWords();
  const rules = (contract?.obligations ?? []) as unknown as Rule[];
  const from = (startsAt: unknown): string => (startsAt === 'submitted' ? t('court.limits.submitted') : startsAt === 'delivered' ? t('court.limits.delivered') : t('court.limits.later'));
  return (
    <section className="panel" aria-labelledby="limits">
      <header><h2 id="limits">{t('court.limits.title')}</h2></header>
      <div className="body">
        {contract === undefined ? <p className="secondary">{t('court.new.typeFirst')}</p> : (
          <table className="plain-table">
            <thead className="sr-only"><tr><th>{t('court.limits.what')}</th><th>{t('court.limits.who')}</th><th>{t('court.limits.length')}</th></tr></thead>
            <tbody>{rules.map(({ name, title, owedBy, startsAt, limit, limitByUrgency, source }) => (
              <tr key={name} title={source.note && pick(source.note)}>
                <td>{pick(title)}<small className="secondary block">{from(startsAt)}</small></td><td className="secondary">{t(owedBy === 'recipient' ? 'court.limits.them' : 'court.limits.us')}</td>
                <td className="right">{lengthOf({ limit: limitByUrgency?.[urgency] ?? limit } as unknown as ObligationView, pick) ?? t('court.limits.named')}<small className="secondary block">{[t(`level.${source.level as 'law'}`), source.article && t('request.article', { article: source.article })].filter(Boolean).join(' · ')}</small></td>
              </tr>
            ))}</tbody>
          </table>
        )}
      </div>
    </section>
  );
}
