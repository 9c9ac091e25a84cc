import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { ProblemNotice } from '../parts/problem-notice';
import { ReasonField } from '../parts/reason-field';
import { useWords } from '../words/i18n';

interface ReasonProps { title: string; /** What it touches. */ what: ReactNode; /** What it will do. */ more: string; label?: string; ok: string; no: string; usual?: readonly string[]; /** What else could be done instead. */ instead?: { label: string; onClick: () => void }; send: (reason: string) => Promise<unknown>; onDone: () => void; onClose: () => void }

/** A move of somebody who supervises: names what it touches, asks once, and wants words that are recorded with it. */
export function ReasonDialog({ title, what, more, label, ok, no, usual = [], instead, send, onDone, onClose }: ReasonProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useMutation({ mutationFn: () => send(reason.trim()), onSuccess: onDone });
  const missing = tried && reason.trim() === '';
  return (
    <Modal open title={title} onCancel={onClose} footer={<>{instead && <Button className="instead" onClick={instead.onClick}>{instead.label}</Button>}<Button onClick={onClose}>{no}</Button><Button type="primary" loading={sending.isPending} onClick={() => { setTried(true); if (reason.trim() !== '') sending.mutate(); }}>{ok}</Button></>}>
      <p>{what}</p>
      <p className="secondary">{more}</p>
      <ProblemNotice error={sending.error} />
      {usual.length > 0 && <div className="watch-reasons" role="group" aria-label={t('watch.reason')}>{usual.map((text) => <Button key={text} size="small" aria-pressed={reason.startsWith(text)} onClick={() => setReason(text)}>{text}</Button>)}</div>}
      <ReasonField label={label ?? t('watch.reason')} value={reason} missing={missing} onChange={setReason} />
    </Modal>
  );
}
