import { Button, Radio, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useOrganisationName, useOrganisations } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { obligationColumns } from './export-watch';
import { ListTabs } from './list-tabs';
import { ShownSoFar } from './shown-so-far';
import { useExport } from './use-export';
import { readObligations, useBoard, useObligations, type Obligation } from './use-watch';
import { stepWords } from './step-words';
import { WatchTime } from './watch-time';
import './watch.css';

const states = ['breached', 'at_risk', 'running', 'paused', 'discharged'] as const;
const sources = ['policy', 'contract'] as const;

/** Who owes what by when, and by which rule. */
export default function ObligationsPage() {
  const words = useWords();
  const { t, pick } = words;
  const { end } = useMoments();
  const nameOf = useOrganisationName();
  const organisations = useOrganisations();
  const [params, setParams] = useSearchParams();
  const { exported, save } = useExport();
  const filter = Object.fromEntries(['state', 'owedBy', 'type'].flatMap((name) => { const value = params.get(name); return value === null || value === '' ? [] : [[name, value]]; })) as { state?: string; owedBy?: string; type?: string };
  // What has been met is history: it is shown when it is asked for.
  const asked = { ...filter, ...(filter.state === undefined && { owed: 'true' }) };
  const list = useObligations(asked);
  const { data, error, refetch } = list;
  const types = useBoard({}).data?.byType ?? [];
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const set = (change: Record<string, string>): void => setParams(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== ''), { replace: true });
  const titleOf = (type: string): string => pick(types.find((one) => one.type === type)?.title, type);
  const sourceOf = (source: string): string => (sources.includes(source as 'policy') ? t(`watch.${source as 'policy'}`) : source);
  const timed = (item: Obligation) => ({ state: item.state === 'discharged' ? 'closed' as const : 'accepted' as const, lateness: item.state === 'breached' ? 'overdue' as const : item.state === 'at_risk' ? 'at_risk' as const : 'in_time' as const, dueAt: item.state === 'paused' || item.state === 'pending' ? null : item.dueAt });
  return (
    <div className="page watch">
      <div className="page-head"><h1>{t('watch.obligationTitle')}</h1><ListTabs /><span className="secondary grow">{t('watch.obligationMore')}</span>
        <Button icon={<Icon name="download" small />} loading={exported !== undefined} disabled={items.length === 0} onClick={() => void save((cursor) => readObligations(asked, 200, cursor), obligationColumns(words, nameOf))}>{exported === undefined ? t('watch.export') : t('watch.exporting', { count: exported })}</Button></div>
      <form className="filters" aria-label={t('worklist.filters')} onSubmit={(event) => event.preventDefault()}>
        <div className="line">
          <fieldset className="facet"><legend>{t('watch.state')}</legend><Radio.Group optionType="button" aria-label={t('watch.state')} value={filter.state ?? ''} onChange={({ target }) => set({ state: target.value as string })} options={[{ value: '', label: t('watch.anyone') }, ...states.map((value) => ({ value, label: t(`watch.obligationStates.${value}`) }))]} /></fieldset>
          <label className="facet"><span>{t('watch.owes')}</span><Select aria-label={t('watch.owes')} value={filter.owedBy ?? ''} popupMatchSelectWidth={false} showSearch optionFilterProp="label" onChange={(value: string) => set({ owedBy: value })} options={[{ value: '', label: t('watch.anyone') }, ...[...organisations.values()].map(({ code, name }) => ({ value: code, label: name }))]} /></label>
          <label className="facet"><span>{t('watch.type')}</span><Select aria-label={t('watch.type')} value={filter.type ?? ''} popupMatchSelectWidth={false} showSearch optionFilterProp="label" onChange={(value: string) => set({ type: value })} options={[{ value: '', label: t('watch.allTypes') }, ...types.map(({ type }) => ({ value: type, label: titleOf(type) }))]} /></label>
          {Object.keys(filter).length > 0 && <Button type="link" size="small" onClick={() => setParams({}, { replace: true })}>{t('watch.clear')}</Button>}
        </div>
      </form>
      <section className="panel list">
        {data === undefined ? (error !== null ? <ErrorState title={t('watch.failedList')} error={error} retry={() => void refetch()} /> : <LoadingState rows={8} />)
          : items.length === 0 ? <EmptyState icon="search" title={t('state.noMatch')}><Button className="outline" onClick={() => setParams({}, { replace: true })}>{t('watch.clear')}</Button></EmptyState> : (
            <table className="watch-table rows">
              <thead><tr>{[t('watch.left'), t('watch.running'), t('watch.owes'), t('watch.why'), t('watch.next')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>
                {items.map((item) => (
                  <tr key={`${item.request} ${item.name} ${item.round}`}>
                    <td>{item.state === 'paused' || item.state === 'pending' ? t(`watch.obligationStates.${item.state}`) : <WatchTime item={timed(item)} />}</td>
                    <td><div className="line1"><Link to={`/requests/${item.request}#why`}><strong>{pick(item.title, item.name)}</strong></Link> {item.round > 1 && <span className="tag">{t('watch.round', { count: item.round })}</span>}</div><div className="line2">{pick(item.typeTitle, item.type)} <span className="number">{item.request.slice(-6).toUpperCase()}</span></div></td>
                    <td>{nameOf(item.owedBy, 'short')}</td>
                    <td><div className="wrap">{sourceOf(item.source)}{item.provisional && ` · ${t('due.provisional')}`}</div></td>
                    <td>{item.nextStep === null ? '–' : <><div className="line1">{stepWords(item.nextStep, t)}</div><div className="line2">{end(item.nextAt)}</div></>}</td>
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
