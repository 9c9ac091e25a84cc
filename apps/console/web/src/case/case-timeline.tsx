import { Link } from 'react-router';
import type { components } from '../api/generated/court';
import { useOrganisationName } from '../api/use-organisations';
import { moveTitles } from '../request/timeline-panel';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';

export type CombinedEntry = components['schemas']['CombinedEntry'];

/** What happened in the case, the latest first: who did what to which request. */
export function CaseTimeline({ entries, titles, more }: { entries: readonly CombinedEntry[]; titles: ReadonlyMap<string, string>; more: boolean }) {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const nameOf = useOrganisationName();
  // That a desk has taken a message in is no act of anybody.
  const shown = entries.filter(({ move }) => move !== 'taken').slice().reverse().slice(0, 40);
  return (
    <section className="panel" aria-labelledby="case-timeline">
      <header><h2 id="case-timeline">{t('court.case.timeline')}</h2></header>
      <ol className="log">
        {shown.map((entry) => <li key={`${entry.request} ${entry.id}`}><small className="secondary">{moment(entry.at)}</small><span>{nameOf(entry.by, 'short')} <strong>{pick(moveTitles[entry.move], entry.move)}</strong> <Link to={`/requests/${entry.request}`}>{titles.get(entry.request) ?? entry.type}</Link></span></li>)}
        {shown.length === 0 && <li className="secondary">{t('court.case.nothingSent')}</li>}
        {(more || entries.length > 60) && <li className="secondary small">{t('court.case.earlier')}</li>}
      </ol>
    </section>
  );
}
