import { useWords } from '../words/i18n';
import { inTimeByAgency, rateWords, type InTime } from './in-time-rate';
import type { ListFilter } from './list-filter';
import { CountCells, NumberLink } from './number-link';
import type { Board, Days } from './use-watch';

/** By the agency that was asked; the bar says for how many it is its turn, and for how many the asker's. */
export function AgencyTable({ board, days, filter }: { board: Board; days: Days | undefined; filter: ListFilter }) {
  const { t, pick } = useWords();
  const rates = days === undefined ? undefined : inTimeByAgency(days);
  const rows = [...board.byRecipient].sort((a, b) => b.total - a.total);
  return (
    <section className="panel" aria-labelledby="by-agency">
      <header><h2 id="by-agency">{t('watch.byAgency')}</h2><span className="legend small"><i className="ours" />{t('watch.atIt')}<i className="theirs" />{t('watch.atAsker')}{filter.type !== undefined && ` · ${t('watch.rateWhole')}`}</span></header>
      <div className="wide-scroll" tabIndex={0} role="region" aria-labelledby="by-agency"><table className="watch-table">
        <thead><tr><th scope="col">{t('watch.agency')}</th><th scope="col" className="num">{t('watch.open')}</th><th scope="col" className="num">{t('watch.atRisk')}</th><th scope="col" className="num">{t('watch.overdue')}</th><th scope="col">{t('watch.who')}</th><th scope="col" className="num" title={t('watch.inTimeRate', { count: days?.days.length ?? 30 })}>{t('watch.rate')}</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const name = pick(row.title, row.agency ?? '–');
            const to = { ...filter, ...(row.agency !== null && { toAgency: row.agency }) };
            return (
              <tr key={row.agency ?? ''}>
                <th scope="row">{name}</th>
                <CountCells counts={row} filter={to} name={name} />
                <td><div className="turns"><span className="turn-bar" aria-hidden="true"><i style={{ width: `${(row.waitingForIt.total / row.total) * 100}%` }} /></span>
                  <NumberLink count={row.waitingForIt.total} filter={{ ...to, turn: 'recipient' }} label={`${name} ${t('watch.atIt')}`} /> / <NumberLink count={row.total - row.waitingForIt.total} filter={{ ...to, turn: 'requester' }} label={`${name} ${t('watch.atAsker')}`} /></div></td>
                <RateCell rate={rates?.get(row.agency) ?? (rates && nothing)} />
              </tr>
            );
          })}
        </tbody>
      </table></div>
    </section>
  );
}

const nothing: InTime = { answered: 0, inTime: 0 };

function RateCell({ rate }: { rate: InTime | undefined }) {
  const { t } = useWords();
  if (rate === undefined) return <td className="num secondary">…</td>;
  const more = rate.answered === 0 ? t('watch.noAnswers') : t('watch.answeredOf', { ...rate });
  return <td className="num" title={more}>{rateWords(rate)}<span className="sr-only"> {more}</span></td>;
}
