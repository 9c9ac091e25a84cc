import { Button, Select } from 'antd';
import { useState } from 'react';
import type { DeskApi } from '../api/services';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { ShownSoFar } from '../watch/shown-so-far';
import { useWords } from '../words/i18n';
import { DecideDialog, type Subject } from './decide-dialog';
import type { Decision } from './decide-many';
import { shortId, type Letter } from './letter';
import { LetterDialog } from './letter-dialog';
import { countOf, isFiltered, valuesOf, type LetterFilter } from './letter-filter';
import { LetterTable } from './letter-table';
import { useLetterCounts, useLetters } from './use-letters';

/** Dead letters 死信 to be decided about: one, those that are chosen, or all that a filter lets through. What they hold is shown masked only. */
export function DeadLetters({ api, service }: { api: DeskApi; service: string }) {
  const { t, mark } = useWords();
  const [filter, setFilter] = useState<LetterFilter>({});
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<{ subject: Subject; decision: Decision }>();
  const [looking, setLooking] = useState<Letter>();
  const list = useLetters(api, service, filter);
  const counts = useLetterCounts(api, service).data ?? [];
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selected = items.filter(({ id }) => chosen.has(id));
  const [all, filtered] = [countOf(counts, {}), countOf(counts, filter)];
  const narrow = (name: keyof LetterFilter, value: string): void => { setChosen(new Set()); setFilter(({ [name]: _before, ...others }) => (value === '' ? others : { ...others, [name]: value })); };
  const facet = (name: keyof LetterFilter, label: string, any: string) => {
    const values = valuesOf(counts, name, filter);
    return (values.length > 1 || filter[name] !== undefined) && <label className="facet"><span>{label}</span><Select aria-label={label} value={filter[name] ?? ''} popupMatchSelectWidth={false} onChange={(value: string) => narrow(name, value)} options={[{ value: '', label: any }, ...values.map(({ value, count }) => ({ value, label: `${value} ${count}` }))]} /></label>;
  };
  const whole: Subject = { touched: { where: filter, count: filtered }, words: Object.values(filter).join(mark.pause) };
  const decisions = (subject: Subject, count: number) => <>
    <Button type="primary" onClick={() => setDeciding({ subject, decision: 'requeue' })}>{t('operations.requeueMany', { count })}</Button>
    <Button danger onClick={() => setDeciding({ subject, decision: 'discard' })}>{t('operations.discardMany', { count })}</Button>
  </>;
  return (
    <section className="panel list" aria-labelledby="letters">
      <header><h2 id="letters">{t('operations.letters')} {all > 0 && <span className="secondary">{all}</span>}</h2>{facet('reason', t('operations.reasonIs'), `${t('operations.anyReason')} ${countOf(counts, { ...filter, reason: undefined })}`)}{facet('lane', t('operations.lane'), `${t('operations.anyLane')} ${countOf(counts, { ...filter, lane: undefined })}`)}</header>
      {selected.length > 0 ? (
        <div className="bulk" role="region" aria-label={t('operations.selected', { count: selected.length })}>
          <strong role="status">{t('operations.selected', { count: selected.length })}</strong>{decisions({ letters: selected }, selected.length)}
          <Button type="link" onClick={() => setChosen(new Set())}>{t('worklist.clearSelection')}</Button>
        </div>
      ) : isFiltered(filter) && filtered > 1 && (
        <div className="bulk" role="region" aria-label={t('operations.allFiltered', { count: filtered })}><strong>{t('operations.allFiltered', { count: filtered })}</strong>{decisions(whole, filtered)}</div>
      )}
      {list.data === undefined ? (list.error !== null ? <ErrorState title={t('operations.failed')} error={list.error} retry={() => void list.refetch()} /> : <LoadingState rows={4} />)
        : items.length > 0 ? <LetterTable items={items} chosen={chosen} onChoose={setChosen} onLook={setLooking} onDecide={(letter, decision) => setDeciding({ subject: { letters: [letter] }, decision })} />
          : isFiltered(filter) ? <EmptyState icon="search" title={t('state.noMatch')}><Button className="outline" onClick={() => setFilter({})}>{t('watch.clear')}</Button></EmptyState>
            : <EmptyState icon="circle-check" title={t('operations.lettersNone')} more={t('operations.lettersNoneMore')} />}
      <ShownSoFar count={items.length} list={list} />
      {deciding && <DecideDialog api={api} {...deciding} onClose={() => setDeciding(undefined)} onDecided={() => { setDeciding(undefined); setChosen(new Set()); }} />}
      {looking && <LetterDialog key={shortId(looking.id)} api={api} letter={looking} onClose={() => setLooking(undefined)} />}
    </section>
  );
}
