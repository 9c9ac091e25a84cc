import { ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import type { Days, useDays } from './use-watch';

const [width, height, left] = [960, 120, 34];

/** Open and overdue at the end of each day, as lines and as numbers. Two lines need no charting library: nothing is loaded for them. */
export function TrendChart({ days: { data, error, refetch }, whole }: { days: ReturnType<typeof useDays>; whole: boolean }) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="trend">
      <header><h2 id="trend">{t('watch.trend', { count: data?.days.length ?? 30 })}</h2><span className="legend small"><i className="line open" />{t('watch.open')}<i className="line overdue" />{t('watch.overdue')}<i className="answered" />{t('watch.answered')}{!whole && <span className="secondary">{t('watch.whole')}</span>}</span></header>
      {data !== undefined ? <Lines days={data.days} /> : error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={4} />}
    </section>
  );
}

function Lines({ days }: { days: Days['days'] }) {
  const { t } = useWords();
  const most = Math.max(1, ...days.flatMap(({ open, answered }) => [open, answered]));
  const step = (width - left) / Math.max(1, days.length);
  const x = (index: number): number => left + step * (index + 0.5);
  const y = (n: number): number => height - 20 - (n / most) * (height - 32);
  const path = (figure: 'open' | 'overdue'): string => days.map((day, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(day[figure]).toFixed(1)}`).join('');
  return (
    <div className="body trend">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="trend">
        {[most, Math.round(most / 2), 0].map((n) => <g key={n}><line x1={left} x2={width} y1={y(n)} y2={y(n)} className="rule" /><text x={left - 6} y={y(n) + 4} textAnchor="end">{n}</text></g>)}
        {days.map((day, index) => <rect key={day.day} className="answered" x={x(index) - step * 0.3} width={step * 0.6} y={y(day.answered)} height={y(0) - y(day.answered)} />)}
        <path d={path('open')} className="open" /><path d={path('overdue')} className="overdue" />
        {days.map(({ day }, index) => ((days.length - 1 - index) % 5 === 0 ? <text key={day} x={x(index)} y={height - 4} textAnchor="middle">{`${Number(day.slice(5, 7))}/${Number(day.slice(8))}`}</text> : null))}
      </svg>
      <details><summary>{t('watch.trendTable')}</summary>
        <table className="watch-table">
          <thead><tr>{[t('watch.day'), t('watch.open'), t('watch.atRisk'), t('watch.overdue'), t('watch.answered'), t('watch.inTime')].map((head, index) => <th key={head} scope="col" className={index === 0 ? '' : 'num'}>{head}</th>)}</tr></thead>
          <tbody>{[...days].reverse().map((day) => <tr key={day.day}><th scope="row">{day.day} {t(day.workday ? 'watch.work' : 'watch.rest')}</th><td className="num">{day.open}</td><td className="num">{day.atRisk}</td><td className="num">{day.overdue}</td><td className="num">{day.answered}</td><td className="num">{day.answeredInTime}</td></tr>)}</tbody>
        </table>
      </details>
    </div>
  );
}
