import { ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import type { ListFilter } from './list-filter';
import { NumberLink } from './number-link';
import type { Days, useDays } from './use-watch';

/** From this number on: paler to darker; the number itself is always printed. */
const steps = [1, 3, 6, 10, 20] as const;
const heatOf = (n: number): number => steps.filter((from) => n >= from).length;
const range = (index: number): string => (index === steps.length - 1 ? `${steps[index]}+` : `${steps[index]}–${steps[index + 1] - 1}`);

interface HeatMapProps { days: ReturnType<typeof useDays>; span: number; filter: ListFilter; whole: boolean }

/** Agency × day: overdue at the end of each day. A table, so that it is read as one; today's numbers open their lists. */
export function HeatMap({ days: { data, error, refetch }, span, filter, whole }: HeatMapProps) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="heat">
      <header><h2 id="heat">{t('watch.heat')}</h2><span className="legend small secondary">{t('watch.heatMore')}{!whole && ` · ${t('watch.whole')}`}{steps.map((from, index) => <span key={from} className="inline"><i className={`heat-${index + 1}`} />{range(index)}</span>)}</span></header>
      {data !== undefined ? <Cells data={data} span={span} filter={filter} /> : error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={6} />}
    </section>
  );
}

function Cells({ data, span, filter }: { data: Days; span: number; filter: ListFilter }) {
  const { t, pick } = useWords();
  const shown = data.days.slice(-span);
  const first = data.days.length - shown.length;
  return (
    <div className="heat-scroll" tabIndex={0} role="region" aria-labelledby="heat">
      <table className="heat">
        <thead><tr><td />{shown.map(({ day, workday }, index) => (
          <th key={day} scope="col" className={workday ? '' : 'rest'}>{index === 0 || day.endsWith('-01') ? `${Number(day.slice(5, 7))}/${Number(day.slice(8))}` : Number(day.slice(8))}<small title={t(workday ? 'watch.workday' : 'watch.restDay')}>{t(workday ? 'watch.work' : 'watch.rest')}</small></th>
        ))}</tr></thead>
        <tbody>
          {data.byAgency.map(({ agency, title, overdue }) => {
            const name = pick(title, agency ?? '–');
            return (
              <tr key={agency ?? ''}>
                <th scope="row">{name}</th>
                {overdue.slice(first).map((n, index) => (
                  <td key={shown[index].day} className={`heat-${heatOf(n)}`}>{index === shown.length - 1 && agency !== null ? <NumberLink count={n} filter={{ ...filter, toAgency: agency, lateness: 'overdue' }} label={`${name} ${t('watch.overdue')}`} /> : n}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
