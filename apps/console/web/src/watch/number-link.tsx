import { Link } from 'react-router';
import { useWords } from '../words/i18n';
import { listLink, type ListFilter } from './list-filter';

/** A number of the board, which opens the list that it counts. */
export function NumberLink({ count, filter, tone = '', label }: { count: number; filter: ListFilter; tone?: string; label: string }) {
  const { language } = useWords();
  const text = count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en');
  return <Link className={`count-link ${count > 0 ? tone : 'zero'}`} to={listLink(filter)} aria-label={`${label} ${text}`}>{text}</Link>;
}

/** Open, at risk and overdue of one row. */
export function CountCells({ counts, filter, name }: { counts: { total: number; atRisk: number; overdue: number }; filter: ListFilter; name: string }) {
  const { t } = useWords();
  return (
    <>
      <td className="num"><NumberLink count={counts.total} filter={filter} label={`${name} ${t('watch.open')}`} /></td>
      <td className="num"><NumberLink count={counts.atRisk} filter={{ ...filter, lateness: 'at_risk' }} tone="risk" label={`${name} ${t('watch.atRisk')}`} /></td>
      <td className="num"><NumberLink count={counts.overdue} filter={{ ...filter, lateness: 'overdue' }} tone="late" label={`${name} ${t('watch.overdue')}`} /></td>
    </>
  );
}
