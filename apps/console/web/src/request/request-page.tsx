import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { RequestView, TimelineEntry } from '../api/request-types';
import { useContract } from '../api/use-catalogue';
import { useOrganisationName } from '../api/use-organisations';
import { AnswerPanel } from '../answer/answer-panel';
import { Bar } from '../parts/bar';
import { ErrorState, LoadingState } from '../parts/states';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useKeys } from '../worklist/keyboard';
import { useMoves } from '../worklist/use-moves';
import { AskedPanel } from './asked-panel';
import { DocumentsPanel } from './documents-panel';
import { MeasuresPanel } from './measures-panel';
import { RepliesPanel } from './replies-panel';
import { RequestHead, type Neighbours } from './request-head';
import { ThreadPanel } from './thread-panel';
import { moveTitles, TimelinePanel } from './timeline-panel';
import { useRequest, useTimeline } from './use-request';
import { WhyPanel } from './why-panel';

const none: readonly TimelineEntry[] = [];

/** One request on one page. */
export default function RequestPage() {
  const { id = '' } = useParams();
  return <OneRequest key={id} id={id} />;
}

function OneRequest({ id }: { id: string }) {
  const { t, pick } = useWords();
  const navigate = useNavigate();
  const location = useLocation();
  const session = useSession();
  const nameOf = useOrganisationName();
  const { data: request, error, refetch } = useRequest(id);
  const timeline = useTimeline(id);
  const entries = timeline.data ?? none;
  const contract = useContract(request?.type);
  const moves = useMoves();
  const [shown, setShown] = useState(false);
  const neighbours = useNeighbours(id);
  const { before, after } = neighbours;
  const loaded = request !== undefined && contract !== undefined;
  useEffect(() => { if (loaded && location.hash === '#answer') document.getElementById('answer')?.focus(); }, [loaded, location.hash]);
  const home = request?.box === 'sent' ? '/sent' : '/worklist';
  const go = (to: string | undefined) => (to === undefined ? undefined : () => void navigate(`/requests/${to}`));
  const acting = mayAct(session);
  useKeys({
    j: go(after), k: go(before), Escape: () => void navigate(home), r: () => document.getElementById('answer')?.focus(),
    c: acting && request?.handler === null ? () => moves.claim.mutate(id) : undefined, a: acting && request?.allowed.includes('accept') ? () => moves.accept.mutate(id) : undefined,
  });
  // What the other side did while this page was open.
  const [seen, setSeen] = useState<number>();
  useEffect(() => { if (seen === undefined && entries.length > 0) setSeen(entries.length); }, [entries.length, seen]);
  const news = request && seen !== undefined ? entries.slice(seen).findLast(({ side, move }) => move !== 'taken' && side === (request.box === 'received' ? 'requester' : 'recipient')) : undefined;

  if (error !== null && request === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (request === undefined) return <LoadingState rows={8} />;
  return (
    <div className="request">
      <RequestHead request={request} neighbours={neighbours} back={home} />
      {news && <Bar icon="refresh" tone="primary" title={t('request.changed', { who: nameOf(news.by, 'short'), what: pick(moveTitles[news.move], news.move) })} more={request.box === 'received' ? t('request.changedMore') : undefined}><Button onClick={() => { setSeen(entries.length); document.getElementById('timeline')?.focus(); }}>{t('request.seeTimeline')}</Button></Bar>}
      <div className="columns">
        <div className="column asked-column">
          <AskedPanel request={request} contract={contract} shown={shown} onShow={setShown} />
          <DocumentsPanel documents={request.documents} />
          <MeasuresPanel request={request} contract={contract} />
          <ThreadPanel request={request} />
        </div>
        <div className="column answer-column">
          <RepliesPanel request={request} contract={contract} shown={shown} />
          {contract && request.box === 'received' && <AnswerPanel request={request} contract={contract} />}
        </div>
        <div className="column why-column">
          <WhyPanel request={request} />
          <TimelinePanel request={request} timeline={timeline} contract={contract} />
        </div>
      </div>
    </div>
  );
}

/** The rows beside it in the list that it was opened from. */
function useNeighbours(id: string): Neighbours {
  const client = useQueryClient();
  return useMemo(() => {
    const lists = client.getQueriesData<{ pages: { items: RequestView[] }[] }>({ queryKey: ['requests', 'list'] });
    const ids = lists.flatMap(([, data]) => data?.pages.flatMap(({ items }) => items.map((item) => item.id)) ?? []);
    const at = ids.indexOf(id);
    return at < 0 ? {} : { before: ids[at - 1], after: ids[at + 1], nth: at + 1, count: ids.length };
  }, [client, id]);
}
