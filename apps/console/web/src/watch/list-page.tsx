import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useOrganisationName, useOrganisations } from '../api/use-organisations';
import { dueIcons } from '../parts/due';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { UrgencyTag } from '../parts/urgency-tag';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { useKeys } from '../worklist/keyboard';
import { itemColumns, mostRows } from './export-watch';
import { listFilterOf, type ListFilter } from './list-filter';
import { ListTabs } from './list-tabs';
import { regionNames } from './region-names';
import { ShownSoFar } from './shown-so-far';
import { useExport } from './use-export';
import { listQuery, readItems, useBoard, useItems, useLiveNumbers } from './use-watch';
import { WatchTime } from './watch-time';
import './watch.css';

const latenesses = ['overdue', 'at_risk', 'in_time'] as const;

/** The list behind a number of the board: metadata only, what is due first at the top. */
export default function ListPage() {
  const words = useWords();
  const { t, pick } = words;
  const { moment } = useMoments();
  const navigate = useNavigate();
  const nameOf = useOrganisationName();
  const organisations = useOrganisations();
  const regions = useMemo(() => regionNames(organisations.values()), [organisations]);
  const [params, setParams] = useSearchParams();
  const filter = listFilterOf(params);
  const list = useItems(listQuery(filter));
  const { data, error, refetch } = list;
  const whole = useBoard({}).data;
  const { exported, save } = useExport();
  const [at, setAt] = useState(-1);
  useLiveNumbers();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const replace = (next: ListFilter): void => setParams(Object.entries(next).filter(([, value]) => value !== undefined && value !== '') as [string, string][], { replace: true });
  const go = (index: number): void => { const next = Math.min(Math.max(index, 0), items.length - 1); setAt(next); document.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus(); };
  useKeys({ j: () => go(at + 1), k: () => go(at - 1), Escape: () => void navigate('/board') });

  const regionName = (code: string | undefined): string => (code === undefined ? '' : regions.get(code) ?? code);
  // Filters that came from a number of the board and have no control of their own.
  const chips: [ListFilter, string][] = [
    ...(filter.turnRegion ? [[{ turnRegion: '', turnRegionOnly: '' }, t(filter.turnRegionOnly ? 'watch.turnAtOnly' : 'watch.turnAt', { name: regionName(filter.turnRegion) })] as [ListFilter, string]] : []),
    ...(filter.region ? [[{ region: '' }, regionName(filter.region)] as [ListFilter, string]] : []),
    ...(filter.owedBy ? [[{ owedBy: '' }, t('watch.owedBy', { name: nameOf(filter.owedBy) })] as [ListFilter, string]] : []),
    ...(filter.from ? [[{ from: '' }, t('watch.from', { name: nameOf(filter.from) })] as [ListFilter, string]] : []), ...(filter.to ? [[{ to: '' }, t('watch.to', { name: nameOf(filter.to) })] as [ListFilter, string]] : []),
    ...(filter.q ? [[{ q: '' }, filter.q.slice(-6).toUpperCase()] as [ListFilter, string]] : []),
  ];
  const choice = (name: 'toAgency' | 'type', label: string, all: string, options: { value: string; label: string }[]) => <label className="facet"><span>{label}</span><Select aria-label={label} value={filter[name] ?? ''} popupMatchSelectWidth={false} showSearch optionFilterProp="label" onChange={(value: string) => replace({ ...filter, [name]: value })} options={[{ value: '', label: all }, ...options]} /></label>;
  return (
    <div className="page watch">
      <div className="page-head"><h1>{t('watch.listTitle')}</h1><ListTabs /><span className="secondary grow">{t(filter.ended ? 'watch.listAll' : 'watch.listMore')}</span>
        <Button icon={<Icon name="download" small />} loading={exported !== undefined} disabled={items.length === 0} title={t('watch.exportCut', { count: mostRows })} onClick={() => void save((cursor) => readItems(listQuery(filter), 200, cursor), itemColumns(words, nameOf))}>{exported === undefined ? t('watch.export') : t('watch.exporting', { count: exported })}</Button></div>
      <form className="filters" aria-label={t('worklist.filters')} onSubmit={(event) => event.preventDefault()}>
        <div className="line">
          <fieldset className="facet"><legend>{t('watch.due')}</legend><Radio.Group optionType="button" aria-label={t('watch.due')} value={filter.lateness ?? ''} onChange={({ target }) => replace({ ...filter, lateness: target.value as string })} options={[{ value: '', label: t('watch.anyone') }, ...latenesses.map((value) => ({ value, label: <><Icon name={dueIcons[value].icon} small className={dueIcons[value].tone} />{t(`due.${value}`)}</> }))]} /></fieldset>
          <fieldset className="facet"><legend>{t('watch.turn')}</legend><Radio.Group optionType="button" aria-label={t('watch.turn')} value={filter.turn ?? ''} onChange={({ target }) => replace({ ...filter, turn: target.value as string })} options={[{ value: '', label: t('watch.anyone') }, { value: 'recipient', label: t('watch.recipient') }, { value: 'requester', label: t('watch.requester') }]} /></fieldset>
          {choice('toAgency', t('watch.agency'), t('watch.allAgencies'), (whole?.byRecipient ?? []).flatMap(({ agency, title }) => (agency === null ? [] : [{ value: agency, label: pick(title, agency) }])))}
          {choice('type', t('watch.type'), t('watch.allTypes'), (whole?.byType ?? []).map((one) => ({ value: one.type, label: pick(one.title, one.type) })))}
        </div>
        <div className="line second">
          <Checkbox checked={filter.ended !== undefined} onChange={({ target }) => replace({ ...filter, ended: target.checked ? 'true' : '' })}>{t('watch.includeEnded')}</Checkbox>
          <Input.Search className="grow" allowClear key={filter.q ?? ''} defaultValue={filter.q} aria-label={t('watch.search')} placeholder={t('watch.search')} enterButton={t('watch.searchDo')} onSearch={(q) => replace({ ...filter, q: q.trim() })} />
          {chips.map(([without, text]) => <Button key={text} size="small" aria-label={t('watch.removeFilter', { what: text })} onClick={() => replace({ ...filter, ...without })}>{text} <Icon name="cross" small /></Button>)}
          {Object.keys(filter).length > 0 && <Button type="link" size="small" onClick={() => replace({})}>{t('watch.clear')}</Button>}
        </div>
      </form>
      <section className="panel list">
        {data === undefined ? (error !== null ? <ErrorState title={t('watch.failedList')} error={error} retry={() => void refetch()} /> : <LoadingState rows={8} />)
          : items.length === 0 ? <EmptyState icon="search" title={t('state.noMatch')}><Button className="outline" onClick={() => replace({})}>{t('watch.clear')}</Button></EmptyState> : (
            <table className="watch-table rows">
              <thead><tr>{[t('watch.left'), `${t('watch.turn')} · ${t('watch.running')}`, t('watch.matter'), t('watch.ends'), t('watch.state')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>
                {items.map((item, index) => (
                  <tr key={item.id} data-request={item.id} data-row={index} className={index === at ? 'current' : ''} onFocus={() => setAt(index)}>
                    <td><WatchTime item={item} /></td>
                    <td><div className="line1">{item.turn === null ? <span className="secondary">{t('turn.nobody')}</span> : <span className="tag theirs"><Icon name="turn-theirs" small />{nameOf(item.turn, 'short')}</span>}</div><div className="line2">{pick(item.dueTitle, item.dueObligation ?? '')}</div></td>
                    <td><div className="line1"><Link to={`/requests/${item.id}`}><strong>{pick(item.title, item.type)}</strong></Link> <span className="number">{item.id.slice(-6).toUpperCase()}</span> <UrgencyTag urgency={item.urgency} /></div><div className="line2">{t('worklist.submitted', { when: moment(item.submittedAt) })}</div></td>
                    <td><div className="line1">{nameOf(item.from, 'short')}</div><div className="line2">→ {nameOf(item.to, 'short')}</div></td>
                    <td>{t(`requestState.${item.state}`)} {item.flags.includes('escalated') && <span className="tag late"><Icon name="triangle" small />{t('watch.moves.escalation')}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
      </section>
      <ShownSoFar count={items.length} list={list} />
    </div>
  );
}
