import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import type { RequestView } from '../api/request-types';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { useCase } from '../court/use-case';

/** What was asked in the case before. */
export function CaseSentPanel({ caseNumber }: { caseNumber: string | undefined }) {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const { desk } = useSession();
  const nameOf = useOrganisationName();
  const known = useCase(caseNumber !== undefined && /号$/.test(caseNumber) ? caseNumber : undefined).data !== undefined;
  const { data } = useQuery({ queryKey: courtKeys.caseTimeline(caseNumber ?? ''), enabled: known, queryFn: () => dataOf(courtApi(desk!).GET('/v1/cases/{caseNumber}/timeline', { params: { path: { caseNumber: caseNumber! } } })) });
  if (!known || caseNumber === undefined) return null;
  const requests = [...((data?.requests ?? []) as RequestView[])].sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1)).slice(0, 6);
  return (
    <section className="panel" aria-labelledby="case-sent">
      <header><h2 id="case-sent">{t('court.case.sent')}</h2><Link to={`/cases/${encodeURIComponent(caseNumber)}`}>{t('court.case.whole')}</Link></header>
      <ul className="sent-list">
        {requests.map((request) => (
          <li key={request.id}><Link to={`/requests/${request.id}`}><strong>{pick(request.title, request.type)} → {nameOf(request.to, 'short')}</strong></Link>
            <small className="secondary block">{t(`requestState.${request.state}`)} · {moment(request.answeredAt ?? request.submittedAt)}</small></li>
        ))}
        {data !== undefined && requests.length === 0 && <li className="secondary">{t('court.case.nothingSent')}</li>}
      </ul>
    </section>
  );
}
