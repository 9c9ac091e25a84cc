import { useState } from 'react';
import type { RequestDetail } from '../api/request-types';
import type { ContractEntry } from '../forms/contract-entry';
import { isEnded } from '../parts/due';
import { EmptyState } from '../parts/states';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { DocumentsPanel } from './documents-panel';
import { ValueList } from './field-value';

/** What has been answered so far, the latest first. */
export function RepliesPanel({ request, contract, shown }: { request: RequestDetail; contract: ContractEntry | undefined; shown: boolean }) {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const [all, setAll] = useState(false);
  const replies = [...request.replies].reverse();
  const fields = contract?.reply.form.fields.filter(({ pointer }) => pointer?.startsWith('/details/')) ?? [];
  if (replies.length === 0) {
    // Whoever answers writes here; whoever asked is told that it will come.
    return request.box === 'received' || isEnded(request) ? null : <section className="panel"><EmptyState icon="clock" title={t('request.noReply')} more={t('request.noReplyMore')} /></section>;
  }
  return (
    <section className="panel" aria-labelledby="replies">
      <header><h2 id="replies">{t(request.box === 'sent' ? 'request.repliesGot' : 'request.replies', { count: replies.length })}</h2>{replies.length > 1 && <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? 'worklist.less' : 'worklist.all_')}</button>}</header>
      {(all ? replies : replies.slice(0, 1)).map((reply) => (
        <div className="body reply" key={reply.at}>
          <div className="between"><strong>{t(reply.final ? 'request.finalReply' : 'request.interimReply')} {reply.outcome !== null && <span className="tag ours">{pick(contract?.outcomes.find(({ name }) => name === reply.outcome)?.title, reply.outcome)}</span>} {reply.milestone !== null && <span className="tag">{pick(contract?.milestones.find(({ name }) => name === reply.milestone)?.title, reply.milestone)}</span>}</strong><span className="secondary small">{moment(reply.at)}</span></div>
          {reply.details === null ? <p className="late">{t('request.unreadable')}</p> : <ValueList fields={fields} values={reply.details} shown={shown} />}
          {reply.documents.length > 0 && <DocumentsPanel documents={reply.documents} />}
        </div>
      ))}
    </section>
  );
}
