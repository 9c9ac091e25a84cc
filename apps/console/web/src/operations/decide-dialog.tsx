import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { dataOf, type DeskApi } from '../api/services';
import { ProblemNotice } from '../parts/problem-notice';
import { useWords } from '../words/i18n';
import { shortId, type Letter } from './letter';

export type Decision = 'requeue' | 'discard';

interface DecideProps { api: DeskApi; letters: readonly Letter[]; decision: Decision; onClose: () => void; onDecided: () => void }

/** Names at most so many. */
const NAMED = 5;

/** Asks once, names what it touches, and wants the reason that is recorded with each. */
export function DecideDialog({ api, letters, decision, onClose, onDecided }: DecideProps) {
  const { t, mark } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const field = useId();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = tried && reason.trim() === '';
  const count = letters.length;
  const many = count > 1;
  const send = useMutation({
    mutationFn: async () => {
      const body = { reason: reason.trim() };
      if (many) return dataOf(api.POST(`/v1/dead-letters/${decision}`, { body: { ...body, ids: letters.map(({ id }) => id) } as never }));
      await dataOf(api.POST(`/v1/dead-letters/{id}/${decision}`, { params: { path: { id: letters[0]!.id } }, body }));
      return undefined;
    },
    onSuccess: (result) => {
      if (result === undefined) void message.success(t(decision === 'requeue' ? 'operations.requeued' : 'operations.discarded'));
      else {
        const kept = result.items.filter(({ outcome }) => outcome !== 'decided');
        const text = t('operations.doneMany', { count: result.decided }) + (kept.length > 0 ? t('operations.keptMany', { count: kept.length, why: [...new Set(kept.map((one) => one.reason ?? one.outcome))].join(mark.pause) }) : '');
        void (kept.length > 0 ? message.warning(text, 8) : message.success(text));
      }
      onDecided();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }),
  });
  const submit = (): void => { setTried(true); if (reason.trim() !== '') send.mutate(); };
  return (
    <Modal open title={many ? t(`operations.${decision}TitleMany`, { count }) : t(`operations.${decision}Title`)} onCancel={onClose}
      footer={<><Button onClick={onClose}>{t(decision === 'requeue' ? 'operations.not' : 'operations.notDiscard')}</Button><Button type={decision === 'requeue' ? 'primary' : 'default'} danger={decision === 'discard'} loading={send.isPending} onClick={submit}>{many ? t(`operations.${decision}OkMany`, { count }) : t(`operations.${decision}Ok`)}</Button></>}>
      <ul className="touched">{letters.slice(0, NAMED).map((letter) => <li key={letter.id}><strong>{letter.reason}</strong> {letter.type} <span className="number">{shortId(letter.id)}</span></li>)}{count > NAMED && <li className="secondary">{t('operations.andMore', { count })}</li>}</ul>
      <p className="secondary">{t(`operations.${decision}More`)}</p>
      <ProblemNotice error={send.error} />
      <label htmlFor={field} className="small secondary">{t('operations.why')} <span className="late" aria-hidden="true">*</span></label>
      <Input.TextArea id={field} value={reason} rows={3} maxLength={2000} required aria-required status={missing ? 'error' : undefined} aria-invalid={missing} onChange={({ target }) => setReason(target.value)} />
      {missing && <small className="late" role="alert">{t('answer.required')}</small>}
    </Modal>
  );
}
