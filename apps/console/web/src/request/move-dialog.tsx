import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { keys } from '../api/keys';
import { isProblem } from '../api/problem';
import type { RequestDetail, RequestView } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import type { FormField } from '../forms/contract-entry';
import { FieldList } from '../forms/field-list';
import { useDraft } from '../forms/use-draft';
import { missingIn, pruned, type Fault, type Values } from '../forms/values';
import { ProblemNotice } from '../parts/problem-notice';
import { useSession } from '../session/session';
import { useWords, type Bilingual } from '../words/i18n';
import { replaceInLists } from '../worklist/use-worklist';
import { moveFields, type DialogMove } from './move-fields';

interface MoveDialogProps { request: RequestDetail; move: DialogMove; title: string; more: ReactNode; ok: string; no: string; danger?: boolean; /** Those that it may carry; the only one is carried when it is chosen. */ milestones?: readonly { name: string; title: Bilingual }[]; onClose: () => void; onDone: (changed: RequestView) => void }

/** A move that wants words with it. It names what it touches, asks once, and keeps what was typed until it is sent. */
export function MoveDialog({ request, move, title, more, ok, no, danger = false, milestones = [], onClose, onDone }: MoveDialogProps) {
  const { t } = useWords();
  const { desk } = useSession();
  const client = useQueryClient();
  const { content, change, discard } = useDraft<{ values: Values; key: string }>(`${request.id}.${move}`, () => ({ values: {}, key: crypto.randomUUID() }));
  const [tried, setTried] = useState(false);
  const fields: readonly FormField[] = [...(milestones.length === 0 ? [] : [{ name: 'milestone', title: { zh: '节点', en: 'Milestone' }, required: false, sensitive: false, kind: 'choice', widget: { name: 'choice', options: milestones.map(({ name, title: words }) => ({ value: name, title: words })) } }]), ...moveFields[move]];
  const missing = missingIn(fields, content.values, '', new Set(), t('answer.required'));
  const send = useMutation({
    mutationFn: () => dataOf(deskApi(desk!).POST(`/v1/requests/{id}/${move}`, { params: { path: { id: request.id }, header: { 'Idempotency-Key': content.key } }, body: pruned(content.values) as never })) as Promise<RequestView>,
    onSuccess: (changed) => {
      discard();
      replaceInLists(client, changed);
      void client.invalidateQueries({ queryKey: keys.request(request.id) });
      void client.invalidateQueries({ queryKey: ['requests', 'counts'] });
      onDone(changed);
    },
    // A refused body is written anew, so it is another call.
    onError: (error) => { if (isProblem(error)) change({ ...content, key: crypto.randomUUID() }); },
  });
  const faults: Fault[] = [...(tried ? missing : []), ...(isProblem(send.error) ? send.error.body.errors ?? [] : [])];
  const submit = (): void => { setTried(true); if (missing.length === 0) send.mutate(); };
  return (
    <Modal open title={title} onCancel={onClose} footer={<><Button onClick={onClose}>{no}</Button><Button type={danger ? 'default' : 'primary'} danger={danger} loading={send.isPending} onClick={submit}>{ok}</Button></>}>
      <p className="secondary">{more}</p>
      <ProblemNotice error={send.error} />
      <FieldList fields={fields} values={content.values} onChange={(values) => change({ ...content, values })} base="" faults={faults} />
    </Modal>
  );
}
