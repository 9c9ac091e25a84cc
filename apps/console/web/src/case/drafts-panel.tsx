import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { ProblemNotice } from '../parts/problem-notice';
import { ErrorState } from '../parts/states';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';

/** What the machine thinks due in the case: complete and send it, or say why not. Nothing where nothing is. */
export function DraftsPanel({ caseNumber }: { caseNumber?: string }) {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const { message } = App.useApp();
  const session = useSession();
  const client = useQueryClient();
  const nameOf = useOrganisationName();
  const api = courtApi(session.desk!);
  const { data, error, refetch } = useQuery({ queryKey: courtKeys.drafts({ caseNumber }), queryFn: () => dataOf(api.GET('/v1/drafts', { params: { query: { state: 'open', limit: 50, ...(caseNumber !== undefined && { case: caseNumber }) } } })) });
  const [discarding, setDiscarding] = useState<string>();
  const [reason, setReason] = useState('');
  const discard = useMutation({
    mutationFn: (id: string) => dataOf(api.POST('/v1/drafts/{id}/discard', { params: { path: { id } }, body: { reason: reason.trim() } })),
    onSuccess: () => { setDiscarding(undefined); setReason(''); void client.invalidateQueries({ queryKey: ['drafts'] }); void message.success(t('court.draft.discarded')); },
  });
  const items = data?.items ?? [];
  if (data === undefined && error !== null) return <section className="panel"><ErrorState error={error} retry={() => void refetch()} /></section>;
  if (items.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="drafts">
      <header><h2 id="drafts">{t('court.draft.title', { count: items.length })}</h2><small className="secondary">{t('court.draft.more')}</small></header>
      <ul className="draft-list">
        {items.map((draft) => (
          <li key={draft.id}><Icon name="info" className="risk" /><div className="grow"><strong>{pick(draft.title, draft.type)}{draft.to !== null && ` → ${nameOf(draft.to, 'short')}`}</strong>　{draft.subject.name}<small className="secondary block">{pick(draft.reason)} · {moment(draft.createdAt)}</small></div>
            {mayAct(session) && <><Button onClick={() => setDiscarding(draft.id)}>{t('court.draft.discard')}</Button><Link className="button primary" to={`/new?draft=${draft.id}`}>{t('court.draft.complete')}</Link></>}</li>
        ))}
      </ul>
      <Modal open={discarding !== undefined} title={t('court.draft.discardTitle')} onCancel={() => setDiscarding(undefined)} footer={<><Button onClick={() => setDiscarding(undefined)}>{t('court.draft.keep')}</Button><Button danger disabled={reason.trim() === ''} loading={discard.isPending} onClick={() => discard.mutate(discarding!)}>{t('court.draft.discardOk')}</Button></>}>
        <ProblemNotice error={discard.error} />
        <div className="field"><label htmlFor="discard-reason">{t('court.draft.reason')} <b className="late">*</b></label><Input.TextArea id="discard-reason" rows={2} maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} /></div>
      </Modal>
    </section>
  );
}
