import { useWords } from '../words/i18n';
import type { ListFilter } from './list-filter';
import { CountCells } from './number-link';
import type { Board } from './use-watch';

export function TypeTable({ rows, filter }: { rows: Board['byType']; filter: ListFilter }) {
  const { t, pick } = useWords();
  const sorted = [...rows].sort((a, b) => b.overdue - a.overdue || b.total - a.total);
  return (
    <section className="panel" aria-labelledby="by-type">
      <header><h2 id="by-type">{t('watch.byType')}</h2></header>
      <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="by-type">
        <table className="watch-table">
          <thead><tr><th scope="col">{t('watch.type')}</th><th scope="col" className="num">{t('watch.open')}</th><th scope="col" className="num">{t('watch.atRisk')}</th><th scope="col" className="num">{t('watch.overdue')}</th></tr></thead>
          <tbody>{sorted.map((row) => <tr key={row.type}><th scope="row">{pick(row.title, row.type)}</th><CountCells counts={row} filter={{ ...filter, type: row.type }} name={pick(row.title, row.type)} /></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}
