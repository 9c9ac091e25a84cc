import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useOrganisations } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { AgencyTable } from './agency-table';
import { BigScreen } from './big-screen';
import { BoardTiles } from './board-tiles';
import { exportBoard } from './export-watch';
import { HeatMap } from './heat-map';
import { OldestList } from './oldest-list';
import { regionNames } from './region-names';
import { RegionTable } from './region-table';
import { TrendChart } from './trend-chart';
import { TypeTable } from './type-table';
import { useBoard, useDays, useLiveNumbers } from './use-watch';
import './watch.css';

const spans = [7, 14, 30] as const;

/** What is under way in the region, where it is late, and who holds it. Each number opens its list. */
export default function BoardPage() {
  const words = useWords();
  const { t, pick } = words;
  const { moment } = useMoments();
  const { organisation } = useSession();
  const organisations = useOrganisations();
  const [params, setParams] = useSearchParams();
  const names = useMemo(() => regionNames(organisations.values()), [organisations]);
  const [region, toAgency, type] = ['region', 'toAgency', 'type'].map((name) => params.get(name) ?? undefined);
  const span = Number(params.get('days') ?? 14);
  const ends = { ...(region !== undefined && { region }), ...(toAgency !== undefined && { toAgency }) };
  const filter = { ...ends, ...(type !== undefined && { type }) };
  const { data: board, error, refetch } = useBoard(filter);
  const whole = useBoard({}).data;
  const days = useDays(ends, 30);
  useLiveNumbers();
  const change = (name: string, value: string): void => setParams((before) => { const next = new URLSearchParams(before); if (value === '') next.delete(name); else next.set(name, value); return next; }, { replace: true });
  const choice = (name: string, label: string, all: string, options: { value: string; label: string }[]) => (
    <Select aria-label={label} value={params.get(name) ?? ''} popupMatchSelectWidth={false} showSearch optionFilterProp="label" onChange={(value: string) => change(name, value)} options={[{ value: '', label: all }, ...options]} />
  );
  const inside = organisation.region.replace(/(?:00)+$/, '');
  const regions = [...names].filter(([code]) => code.startsWith(inside) && code !== organisation.region).sort(([a], [b]) => a.localeCompare(b)).map(([value, name]) => ({ value, label: `${value.endsWith('00') ? '' : '　'}${name}` }));

  if (board === undefined) return error !== null ? <ErrorState title={t('watch.failed')} error={error} retry={() => void refetch()} /> : <LoadingState rows={10} />;
  return (
    <div className="page watch">
      <div className="page-head">
        <h1>{t('watch.title')}</h1>
        {choice('region', t('watch.region'), t('watch.allRegions'), regions)}
        {choice('toAgency', t('watch.agency'), t('watch.allAgencies'), (whole?.byRecipient ?? []).flatMap(({ agency, title }) => (agency === null ? [] : [{ value: agency, label: pick(title, agency) }])))}
        {choice('type', t('watch.type'), t('watch.allTypes'), (whole?.byType ?? []).map((one) => ({ value: one.type, label: pick(one.title, one.type) })))}
        <Select aria-label={t('watch.heat')} value={span} onChange={(value: number) => change('days', String(value))} options={spans.map((value) => ({ value, label: t('watch.recentDays', { count: value }) }))} />
        <span className="secondary grow end small">{t('watch.hint')} · {t('watch.asOf', { when: moment(board.asOf) })}</span>
        <Button icon={<Icon name="download" small />} onClick={() => exportBoard(board, days.data, names, words)}>{t('watch.export')}</Button>
        <BigScreen />
      </div>
      {error !== null && <ErrorState title={t('watch.failed')} error={error} retry={() => void refetch()} />}
      <BoardTiles board={board} days={days.data} filter={filter} />
      {board.total.total === 0 ? <section className="panel"><EmptyState title={t('watch.nothing')} more={t('watch.nothingMore')} /></section> : (
        <>
          <div className="watch-row two">
            <AgencyTable board={board} days={days.data} filter={filter} />
            <HeatMap days={days} span={span} filter={ends} whole={type === undefined} />
          </div>
          <div className="watch-row three">
            <RegionTable rows={board.byRegion} names={names} filter={filter} />
            <TypeTable rows={board.byType} filter={filter} />
            <OldestList filter={filter} />
          </div>
        </>
      )}
      <TrendChart days={days} whole={type === undefined} />
    </div>
  );
}
