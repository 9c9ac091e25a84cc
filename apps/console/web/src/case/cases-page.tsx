import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { yuanWords } from '../forms/money';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';

/** The cases of the court, the latest numbers first; found by number or by the whole number of a debtor. */
export default function CasesPage() {
  const { t } = useWords();
  const { desk } = useSession();
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const { data, error, refetch, isLoading, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: courtKeys.cases(`page ${q}`), initialPageParam: '',
    queryFn: ({ pageParam }) => dataOf(courtApi(desk!).GET('/v1/cases', { params: { query: { limit: 50, ...(q !== '' && { q }), ...(pageParam !== '' && { cursor: pageParam }) } } })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <div className="page-head"><h1>{t('nav.cases')}</h1><span className="secondary grow">{t('court.case.listMore')}</span>
        <Input className="case-search search" prefix={<Icon name="search" small />} allowClear key={q} defaultValue={q} aria-label={t('worklist.search')} placeholder={t('court.case.search')} onPressEnter={({ currentTarget }) => setParams(currentTarget.value.trim() === '' ? {} : { q: currentTarget.value.trim() }, { replace: true })} onClear={() => setParams({}, { replace: true })} /></div>
      <section className="panel" aria-label={t('nav.cases')}>
        {error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : isLoading ? <LoadingState /> : items.length === 0
          ? (q === '' ? <EmptyState icon="lines" title={t('court.case.none')} more={t('court.case.noneMore')} /> : <EmptyState icon="search" title={t('court.case.noMatch')}><Button className="outline" onClick={() => setParams({}, { replace: true })}>{t('state.clear')}</Button></EmptyState>)
          : (
            <table className="table">
              <thead><tr><th>{t('print.caseNumber')}</th><th>{t('court.case.cause')}</th><th>{t('request.subject')}</th><th className="right">{t('court.case.owed')}</th><th className="right">{t('worklist.columns.next')}</th></tr></thead>
              <tbody>{items.map(({ caseNumber, cause, debtors, amountOwed }) => (
                <tr key={caseNumber}>
                  <td><Link to={`/cases/${encodeURIComponent(caseNumber)}`}><strong>{caseNumber}</strong></Link></td><td>{cause}</td>
                  <td>{debtors.slice(0, 2).map(({ name, idNumber, creditCode }) => <div key={name}>{name} <span className="number secondary">{idNumber ?? creditCode}</span></div>)}{debtors.length > 2 && <small className="secondary">{t('court.case.andOthers', { count: debtors.length })}</small>}</td>
                  <td className="right">{yuanWords(amountOwed)}</td><td className="right"><Link className="button small" to={`/new?case=${encodeURIComponent(caseNumber)}`}>{t('nav.newRequest')}</Link></td>
                </tr>
              ))}</tbody>
            </table>
          )}
        {hasNextPage && <div className="more"><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('court.more')}</Button></div>}
      </section>
    </div>
  );
}
