import { useWords } from '../words/i18n';
import type { ListFilter } from './list-filter';
import { CountCells, NumberLink } from './number-link';
import type { Board } from './use-watch';

/** By the agency that was asked; the bar says for how many it is its turn, and for how many the asker's. */
export function AgencyTable({ board, filter }: { board: Board; filter: ListFilter }) {
  const { t, pick } = useWords();
  const rows = [...board.byRecipient].sort((a, b) => b.total - a.total);
  return (
    <section className="panel" aria-labelledby="by-agency">
      <header><h2 id="by-agency">{t('watch.byAgency')}</h2><span className="legend small"><i className="ours" />{t('watch.atIt')}<i className="theirs" />{t('watch.atAsker')}</span></header>
      <table className="watch-table">
        <thead><tr><th scope="col">{t('watch.agency')}</th><th scope="col" className="num">{t('watch.open')}</th><th scope="col" className="num">{t('watch.atRisk')}</th><th scope="col" className="num">{t('watch.overdue')}</th><th scope="col">{t('watch.who')}</th></tr></thead>
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
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
