import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { keys } from '../api/keys';
import { coordinatorApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { ProblemNotice } from '../parts/problem-notice';
import { useWords } from '../words/i18n';
import type { Item } from './use-watch';

const usual = ['overdue', 'complaint', 'procuratorate', 'check'] as const;

/** Urges whoever's turn it is, with a reason that both sides see. Names whom it touches, and asks once. */
export function UrgeDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const nameOf = useOrganisationName();
  const field = useId();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const who = nameOf(item.turn ?? item.to);
  const send = useMutation({
    mutationFn: () => dataOf(coordinatorApi.POST('/v1/requests/{id}/urges', { params: { path: { id: item.id } }, body: { reason: reason.trim() } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.request(item.id) });
      void message.success(t('watch.urgeDone', { who }));
      onClose();
    },
  });
  const missing = tried && reason.trim() === '';
  return (
    <Modal open title={t('watch.urgeTitle')} onCancel={onClose} footer={<><Button onClick={onClose}>{t('watch.notUrge')}</Button><Button type="primary" loading={send.isPending} onClick={() => { setTried(true); if (reason.trim() !== '') send.mutate(); }}>{t('watch.urgeOk')}</Button></>}>
      <p><strong>{pick(item.title, item.type)}</strong> <span className="number">{item.id.slice(-6).toUpperCase()}</span>　{nameOf(item.from, 'short')} → {nameOf(item.to, 'short')}</p>
      <p className="secondary">{t('watch.urgeMore', { who })}</p>
      <ProblemNotice error={send.error} />
      <div className="watch-reasons" role="group" aria-label={t('watch.reason')}>{usual.map((name) => { const text = t(`watch.reasons.${name}`); return <Button key={name} size="small" aria-pressed={reason.startsWith(text)} onClick={() => setReason(text)}>{text}</Button>; })}</div>
      <label htmlFor={field} className="small secondary">{t('watch.reason')} <span className="late" aria-hidden="true">*</span></label>
      <Input.TextArea id={field} value={reason} rows={3} maxLength={2000} required aria-required status={missing ? 'error' : undefined} aria-invalid={missing} onChange={({ target }) => setReason(target.value)} />
      {missing && <small className="late" role="alert">{t('answer.required')}</small>}
    </Modal>
  );
}
