import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOrganisationName } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import { listLink, type ListFilter } from './list-filter';
import { UrgeDialog } from './item-dialogs';
import { useItems, type Item } from './use-watch';
import { WatchTime } from './watch-time';

/** What has been overdue for longest, to be urged at once. */
export function OldestList({ filter }: { filter: ListFilter }) {
  const { t, pick } = useWords();
  const nameOf = useOrganisationName();
  const [urging, setUrging] = useState<Item>();
  const { data, error, refetch } = useItems({ ...filter, lateness: 'overdue', sort: 'due' }, 6);
  const items = data?.pages[0]?.items;
  return (
    <section className="panel" aria-labelledby="oldest">
      <header><h2 id="oldest">{t('watch.oldest')}</h2><Link className="small" to={listLink({ ...filter, lateness: 'overdue' })}>{t('watch.listTitle')}</Link><span className="small secondary">{t('watch.oldestMore')}</span></header>
      {items === undefined ? (error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={6} />) : items.length === 0 ? <EmptyState icon="circle-check" title={t('watch.noOverdue')} more={t('watch.noOverdueMore')} /> : (
        <ol className="oldest">
          {items.map((item) => (
            <li key={item.id}>
              <div className="between"><WatchTime item={item} /><Button className="outline" size="small" aria-label={`${t('watch.urge')} ${pick(item.title, item.type)} ${item.id.slice(-6).toUpperCase()}`} onClick={() => setUrging(item)}>{t('watch.urge')}</Button></div>
              <div className="line1"><Link to={`/requests/${item.id}`}><strong>{pick(item.title, item.type)}</strong></Link> <span className="number">{item.id.slice(-6).toUpperCase()}</span>　{nameOf(item.from, 'short')} → {nameOf(item.to, 'short')}</div>
              <div className="line2"><span className="tag theirs"><Icon name="turn-theirs" small />{t('turn.theirs', { who: nameOf(item.turn ?? item.to, 'short') })}</span> {pick(item.dueTitle, item.dueObligation ?? '')}{item.flags.includes('escalated') && ` · ${t('watch.moves.escalation')}`}</div>
            </li>
          ))}
        </ol>
      )}
      {urging && <UrgeDialog item={urging} onClose={() => setUrging(undefined)} />}
    </section>
  );
}
