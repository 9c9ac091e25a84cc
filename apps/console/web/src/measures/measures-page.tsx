import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { mayAct, useSession } from '../session/session';
import { useFromTime, useServerTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { addDays, canRenew, shanghaiDay, toRenewSoon, type Measure } from './lapse';
import { MeasureTable } from './measure-table';
import { RenewManyPanel } from './renew-many-panel';
import { RenewPanel } from './renew-panel';

const states = ['in_effect', 'waiting', 'lapsed', 'lifted', 'replaced', 'asked'] as const;
const kinds = ['deposit', 'movable', 'real-estate', 'equity', 'other-right', 'exit-restriction', 'detention', 'watch'] as const;

/** As many as one looks through before signing. */
const MOST_AT_ONCE = 50;

/** The ledger of measures: what lapses soon at the top, renewed in two clicks. */
export default function MeasuresPage() {
  const { t, mark } = useWords();
  const session = useSession();
  const { desk } = session;
  const api = courtApi(desk!);
  const [params, setParams] = useSearchParams();
  const [state, within, kind, caseNumber] = ['state', 'within', 'kind', 'case'].map((name) => params.get(name) ?? '');
  const set = (more: Record<string, string>): void => setParams((before) => { const next = new URLSearchParams(before); for (const [name, value] of Object.entries(more)) { if (value === '') next.delete(name); else next.set(name, value); } return next; }, { replace: true });
  const today = useFromTime(shanghaiDay);
  const [renewing, setRenewing] = useState<Measure>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [many, setMany] = useState<readonly Measure[]>();
  const { data: counts } = useQuery({ queryKey: courtKeys.measureCounts, queryFn: () => dataOf(api.GET('/v1/measures/summary')), refetchInterval: 60_000 });
  useServerTime(counts);
  const shownState = (state === '' ? 'in_effect' : state) as (typeof states)[number];
  const list = useInfiniteQuery({
    queryKey: courtKeys.measures({ state: shownState, within, kind, caseNumber, today: within === '' ? '' : today }), initialPageParam: '',
    queryFn: ({ pageParam }) => dataOf(api.GET('/v1/measures', { params: { query: {
      state: shownState, limit: 60, ...(kind !== '' && { kind: kind as (typeof kinds)[number] }), ...(caseNumber !== '' && { case: caseNumber }), ...(within !== '' && { until: addDays(today, Number(within)) }), ...(pageParam !== '' && { cursor: pageParam }),
    } } })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const soonOnes = toRenewSoon(items, today);
  const selected = items.filter((one) => chosen.has(one.id) && canRenew(one));
  const renewOne = (measure: Measure): void => { setMany(undefined); setRenewing(measure); };
  const renewMany = (measures: readonly Measure[]): void => { setRenewing(undefined); setMany(measures.slice(0, MOST_AT_ONCE)); };
  const filtered = [state, within, kind, caseNumber].some((one) => one !== '');
  const countOf = (name: string): number => counts?.states[name] ?? 0;
  const soon = (days: number): number => counts?.endsWithin.find((one) => one.days === days)?.count ?? 0;
  return (
    <div className="page ledger">
      <div className="page-head"><h1>{t('nav.ledger')}</h1>
        <span className="secondary grow">{t('court.ledger.summary', { count: countOf('in_effect') })}{mark.pause}<span className={counts && counts.lapsedWithoutRenewal > 0 ? 'late' : 'ok'}><Icon name={counts && counts.lapsedWithoutRenewal > 0 ? 'octagon' : 'circle-check'} small /> {t('court.ledger.lapsedWithout', { count: counts?.lapsedWithoutRenewal ?? 0 })}</span></span>
        {mayAct(session) && soonOnes.length > 1 && <Button onClick={() => renewMany(soonOnes)}>{t('court.ledger.renewSoon', { count: Math.min(soonOnes.length, MOST_AT_ONCE) })}</Button>}</div>
      <form className="filters" aria-label={t('worklist.filters')} onSubmit={(event) => event.preventDefault()}>
        <div className="line">
          <fieldset className="facet"><legend>{t('court.ledger.lapse')}</legend>
            <Radio.Group optionType="button" aria-label={t('court.ledger.lapse')} value={within} onChange={({ target }) => set({ within: target.value as string, state: '' })}
              options={[{ value: '', label: <>{t('court.ledger.all')} <span className="count">{countOf('in_effect')}</span></> }, ...[7, 30, 60].map((days) => ({ value: String(days), label: <>{days === 7 && <Icon name="triangle" small className="risk" />}{t('court.ledger.within', { count: days })} <span className="count">{soon(days)}</span></> }))]} /></fieldset>
          <fieldset className="facet"><legend>{t('court.ledger.rank')}</legend>
            <Radio.Group optionType="button" aria-label={t('court.ledger.rank')} value={shownState} onChange={({ target }) => set({ state: target.value === 'in_effect' ? '' : target.value as string, ...(target.value !== 'in_effect' && { within: '' }) })}
              options={states.map((value) => ({ value, label: <>{t(`court.measureState.${value}`)} <span className="count">{countOf(value)}</span></> }))} /></fieldset>
        </div>
        <div className="line second">
          <label className="facet"><span>{t('court.ledger.kind')}</span><Select aria-label={t('court.ledger.kind')} value={kind} popupMatchSelectWidth={false} onChange={(next) => set({ kind: next })} options={[{ value: '', label: t('worklist.all_') }, ...kinds.map((value) => ({ value, label: t(`court.measureKind.${value}`) }))]} /></label>
          <Input className="grow search" prefix={<Icon name="search" small />} allowClear key={caseNumber} defaultValue={caseNumber} aria-label={t('worklist.search')} placeholder={t('court.ledger.search')} onPressEnter={({ currentTarget }) => set({ case: currentTarget.value.trim() })} onClear={() => set({ case: '' })} />
        </div>
      </form>
      {selected.length > 0 && (
        <div className="bulk" role="region" aria-label={t('worklist.selected', { count: selected.length })}>
          <strong role="status">{t('worklist.selected', { count: selected.length })}</strong>
          <Button type="primary" onClick={() => (selected.length === 1 ? renewOne(selected[0]!) : renewMany(selected))}>{t('court.ledger.renewSelected', { count: Math.min(selected.length, MOST_AT_ONCE) })}</Button>
          <Button type="link" onClick={() => setChosen(new Set())}>{t('worklist.clearSelection')}</Button>
        </div>
      )}
      <div className={renewing === undefined && many === undefined ? '' : 'with-panel'}>
        <section className="panel" aria-label={t('nav.ledger')}>
          {list.error !== null ? <ErrorState error={list.error} retry={() => void list.refetch()} /> : list.isLoading ? <LoadingState rows={8} /> : items.length === 0
            ? (filtered ? <EmptyState icon="search" title={t('court.ledger.noMatch')}><Button className="outline" onClick={() => setParams({}, { replace: true })}>{t('state.clear')}</Button></EmptyState> : <EmptyState icon="check" title={t('court.ledger.none')} more={t('court.ledger.noneMore')} />)
            : <MeasureTable items={items} grouped open={renewing?.id} onRenew={renewOne} chosen={chosen} onChoose={setChosen} />}
          {list.hasNextPage && <div className="more"><Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('court.more')}</Button></div>}
        </section>
        {renewing !== undefined && <RenewPanel key={renewing.id} measure={renewing} onClose={() => setRenewing(undefined)} />}
        {many !== undefined && <RenewManyPanel key={many.map(({ id }) => id).join()} measures={many} onClose={() => { setMany(undefined); setChosen(new Set()); }} />}
      </div>
    </div>
  );
}
