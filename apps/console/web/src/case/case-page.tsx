import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { GuardFigures } from '../court/guard-figures';
import { useCase } from '../court/use-case';
import { courtApi, dataOf } from '../api/services';
import type { RequestView } from '../api/request-types';
import { useOrganisationName } from '../api/use-organisations';
import { yuanWords } from '../forms/money';
import { MeasureTable } from '../measures/measure-table';
import { useCaseFigures } from '../new-request/use-case-figures';
import { Countdown } from '../parts/due-tag';
import { Icon } from '../parts/icon';
import { MaskedValue } from '../parts/masked-value';
import { ErrorState, LoadingState } from '../parts/states';
import { TurnTag } from '../parts/turn-tag';
import { mayAct, useSession } from '../session/session';
import { useServerTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { CaseTimeline, type CombinedEntry } from './case-timeline';
import { DraftsPanel } from './drafts-panel';
import { PerformancePanel } from './performance-panel';

/** Everything of one case. */
export default function CasePage() {
  const { caseNumber = '' } = useParams();
  return <OneCase key={caseNumber} caseNumber={caseNumber} />;
}

function OneCase({ caseNumber }: { caseNumber: string }) {
  const { t, pick } = useWords();
  const session = useSession();
  const nameOf = useOrganisationName();
  const api = courtApi(session.desk!);
  const path = { path: { caseNumber } };
  const { data: found, error, refetch } = useCase(caseNumber);
  const [shown, setShown] = useState(false);
  const show = useMutation({ mutationFn: () => dataOf(api.GET('/v1/cases/{caseNumber}', { params: { ...path, query: { full: 'true' } } })), onSuccess: () => setShown(true) });
  const timeline = useQuery({ queryKey: courtKeys.caseTimeline(caseNumber), queryFn: () => dataOf(api.GET('/v1/cases/{caseNumber}/timeline', { params: path })) });
  const measures = useQuery({ queryKey: courtKeys.measures({ case: caseNumber }), queryFn: () => dataOf(api.GET('/v1/measures', { params: { query: { case: caseNumber, limit: 100 } } })) });
  const figures = useCaseFigures(caseNumber);
  const requests = (timeline.data?.requests ?? []) as RequestView[];
  useServerTime(requests.at(0));
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  if (found === undefined) return <LoadingState rows={8} />;
  return (
    <div className="page">
      <div className="page-head"><div className="grow"><div className="small secondary crumbs"><Link to="/cases">{t('nav.cases')}</Link><Icon name="chevron-right" small />{found.cause}</div><h1>{found.caseNumber}</h1></div>
        {mayAct(session) && <Link className="button tall primary" to={`/new?case=${encodeURIComponent(found.caseNumber)}`}><Icon name="plus" small /> {t('nav.newRequest')}</Link>}</div>
      <div className="two-columns">
        <div className="column">
          <DraftsPanel caseNumber={found.caseNumber} />
          <section className="panel" aria-labelledby="case-requests"><header><h2 id="case-requests">{t('court.case.requests', { count: requests.length })}</h2></header>
            {timeline.error !== null ? <ErrorState error={timeline.error} retry={() => void timeline.refetch()} /> : timeline.data === undefined ? <LoadingState rows={3} /> : requests.length === 0 ? <p className="body secondary">{t('court.case.nothingSent')}</p> : (
              <table className="table"><thead><tr><th>{t('worklist.columns.left')}</th><th>{t('worklist.columns.turn')}</th><th>{t('worklist.type')}</th><th>{t('court.sent.to')}</th><th>{t('court.sent.progress')}</th></tr></thead>
                <tbody>{requests.map((request) => (
                  <tr key={request.id}><td><Countdown request={request} /></td><td><TurnTag request={request} /></td><td><Link to={`/requests/${request.id}`}><strong>{pick(request.title, request.type)}</strong></Link><small className="secondary block">{request.subject?.name}</small></td>
                    <td>{nameOf(request.box === 'sent' ? request.to : request.from, 'short')}</td><td>{t(`requestState.${request.state}`)}</td></tr>
                ))}</tbody></table>
            )}
          </section>
          <section className="panel" aria-labelledby="case-measures"><header><h2 id="case-measures">{t('nav.ledger')}</h2><Link to={`/measures?case=${encodeURIComponent(found.caseNumber)}`}>{t('court.case.inLedger')}</Link></header>
            {measures.error !== null ? <ErrorState error={measures.error} retry={() => void measures.refetch()} /> : measures.data === undefined ? <LoadingState rows={3} /> : measures.data.items.length === 0 ? <p className="body secondary">{t('court.ledger.noneInCase')}</p> : <MeasureTable items={measures.data.items} />}
          </section>
        </div>
        <aside className="column">
          <section className="panel" aria-labelledby="debtors"><header><h2 id="debtors">{t('court.case.debtors', { count: found.debtors.length })}</h2>
            <Button type="link" size="small" icon={<Icon name="eye" small />} aria-pressed={shown} loading={show.isPending} onClick={() => (shown ? setShown(false) : show.mutate())}>{t(shown ? 'request.hide' : 'request.showFull')}</Button></header>
            <ul className="body debtors">{found.debtors.map((debtor) => <li key={debtor.name}><strong>{debtor.name}</strong><br />{debtor.kind === 'person' ? <MaskedValue value={debtor.idNumber} kind="idNumber" shown={shown} /> : <MaskedValue value={debtor.creditCode} kind="creditCode" shown={shown} />}</li>)}</ul>
          </section>
          <section className="panel" aria-labelledby="owed"><header><h2 id="owed">{t('court.guard.title')}</h2></header>
            <div className="body"><dl className="sum"><div><dt>{t('court.case.owed')}</dt><dd>{yuanWords(found.amountOwed)}</dd></div>{found.costs !== undefined && <div><dt>{t('court.case.costs')}</dt><dd>{yuanWords(found.costs)}</dd></div>}</dl>{figures && <GuardFigures figures={figures} />}</div>
          </section>
          <PerformancePanel caseNumber={found.caseNumber} />
          {timeline.data !== undefined && <CaseTimeline entries={timeline.data.items as CombinedEntry[]} titles={new Map(requests.map((request) => [request.id, pick(request.title, request.type)]))} more={timeline.data.nextCursor != null} />}
        </aside>
      </div>
    </div>
  );
}
