import { useQuery } from '@tanstack/react-query';
import { Button, Radio, Select } from 'antd';
import { useSearchParams } from 'react-router';
import type { components } from '../api/generated/coordinator';
import { coordinatorApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { lengthWords } from '../time/countdown';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { cell, saveCsv } from '../worklist/export-csv';
import { rateWords } from './in-time-rate';
import { instantsOf, periods, type Period } from './period';
import { useBoard } from './use-watch';
import './watch.css';

type Indicators = components['schemas']['Indicators'];
type Figures = Indicators['byAgency'][number];
type Row = Omit<Figures, 'agency' | 'title'> & { key: string; name: string };

const counts = ['submitted', 'answered', 'answeredInTime', 'returned', 'open', 'breached', 'escalated'] as const;

/** What was asked in a period, what became of it, and how long it took: by agency, organisation and request type. */
export default function StatisticsPage() {
  const words = useWords();
  const { t, pick } = words;
  const agencies = (useBoard({}).data?.byRecipient ?? []).flatMap(({ agency, title }) => (agency === null ? [] : [{ value: agency, label: pick(title, agency) }]));
  const nameOf = useOrganisationName();
  const [params, setParams] = useSearchParams();
  const period = (periods.find((one) => one === params.get('period')) ?? 'days30') as Period;
  const toAgency = params.get('toAgency') ?? '';
  const set = (name: string, value: string): void => setParams((before) => { const next = new URLSearchParams(before); if (value === '') next.delete(name); else next.set(name, value); return next; }, { replace: true });
  // Changes at midnight only.
  const query = { ...JSON.parse(useFromTime((now) => JSON.stringify(instantsOf(period, now)))) as object, ...(toAgency !== '' && { toAgency }) };
  const { data, error, refetch } = useQuery({ queryKey: ['watch', 'indicators', query], queryFn: () => dataOf(coordinatorApi.GET('/v1/indicators', { params: { query: query as never } })), placeholderData: (before: Indicators | undefined) => before, refetchInterval: 60_000 });
  if (data === undefined) return error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={10} />;
  const tables: [title: string, rows: Row[]][] = [
    [t('watch.agency'), data.byAgency.map(({ agency, title, ...row }) => ({ ...row, key: agency ?? '', name: pick(title, agency ?? '–') }))],
    [t('watch.type'), data.byType.map(({ type, title, ...row }) => ({ ...row, key: type, name: pick(title, type) }))],
    [t('watch.organisation'), data.byOrganisation.map(({ organisation, ...row }) => ({ ...row, key: organisation, name: nameOf(organisation) }))],
  ];
  return (
    <div className="page watch">
      <div className="page-head">
        <h1>{t('nav.statistics')}</h1>
        <Radio.Group optionType="button" aria-label={t('watch.period')} value={period} onChange={({ target }) => set('period', target.value as string)} options={periods.map((value) => ({ value, label: t(`watch.periods.${value}`) }))} />
        <Select aria-label={t('watch.agency')} value={toAgency} popupMatchSelectWidth={false} onChange={(value: string) => set('toAgency', value)} options={[{ value: '', label: t('watch.allAgencies') }, ...agencies]} />
        <span className="secondary grow end small">{t('watch.statisticsMore')}</span>
        <Button icon={<Icon name="download" small />} onClick={() => saveStatistics(tables, words)}>{t('watch.export')}</Button>
      </div>
      {data.submitted === 0 ? <section className="panel"><EmptyState icon="search" title={t('watch.nothingAsked')} /></section> : tables.map(([title, rows]) => <StatisticsTable key={title} title={title} rows={rows} total={{ ...data, key: 'all', name: t('watch.sum') }} />)}
    </div>
  );
}

const inTime = ({ answered, answeredInTime }: Pick<Row, 'answered' | 'answeredInTime'>): string => rateWords({ answered, inTime: answeredInTime });

function StatisticsTable({ title, rows, total }: { title: string; rows: readonly Row[]; total: Row }) {
  const { t, language } = useWords();
  const took = (seconds: number | null): string => (seconds === null ? '–' : lengthWords(seconds * 1000, language));
  const line = (row: Row) => (
    <tr key={row.key} className={row === total ? 'total' : ''}><th scope="row">{row.name}</th>{counts.map((name) => <td key={name} className="num">{row[name].toLocaleString(language === 'zh' ? 'zh-CN' : 'en')}</td>)}
      <td className="num">{inTime(row)}</td><td className="num">{took(row.averageAnswerSeconds)}</td><td className="num">{took(row.medianAnswerSeconds)}</td></tr>
  );
  return (
    <section className="panel" aria-label={title}>
      <div className="table-scroll statistics" tabIndex={0} role="region" aria-label={title}>
        <table className="watch-table">
          <thead><tr><th scope="col">{title}</th>{counts.map((name) => <th key={name} scope="col" className="num">{t(`watch.figures.${name}`)}</th>)}<th scope="col" className="num">{t('watch.rate')}</th><th scope="col" className="num">{t('watch.figures.average')}</th><th scope="col" className="num">{t('watch.figures.median')}</th></tr></thead>
          <tbody>{[...rows].sort((a, b) => b.submitted - a.submitted).map(line)}{line(total)}</tbody>
        </table>
      </div>
    </section>
  );
}

function saveStatistics(tables: readonly [string, readonly Row[]][], { t }: ReturnType<typeof useWords>): void {
  const csv = (values: readonly (string | number | null)[]): string => `${values.map((value) => cell(value === null ? '' : String(value))).join(',')}\r\n`;
  saveCsv(tables.flatMap(([title, rows]) => [
    csv([title, '', ...counts.map((name) => t(`watch.figures.${name}`)), t('watch.rate'), `${t('watch.figures.average')} s`, `${t('watch.figures.median')} s`]),
    ...rows.map((row) => csv([row.name, row.key, ...counts.map((name) => row[name]), inTime(row), row.averageAnswerSeconds, row.medianAnswerSeconds])),
  ]));
}
