import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { dataOf, type DeskApi } from '../api/services';
import { ProblemNotice } from '../parts/problem-notice';
import { ReasonField } from '../parts/reason-field';
import { useWords } from '../words/i18n';
import { decideMany, type Decided, type Decision, type Touched } from './decide-many';
import { shortId, type Letter } from './letter';

/** What is decided about: letters that were chosen, or everything that the filter lets through. */
export type Subject = { letters: readonly Letter[] } | { touched: Extract<Touched, { where: object }>; words: string };

interface DecideProps { api: DeskApi; subject: Subject; decision: Decision; onClose: () => void; onDecided: () => void }

/** Names at most so many. */
const NAMED = 5;

/** Asks once, names what it touches, and wants the reason that is recorded with each. Closing it while many are judged ends with those judged so far. */
export function DecideDialog({ api, subject, decision, onClose, onDecided }: DecideProps) {
  const { t, mark } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [judged, setJudged] = useState(0);
  const stopped = useRef(false);
  useEffect(() => () => { stopped.current = true; }, []);
  const missing = tried && reason.trim() === '';
  const touched: Touched = 'letters' in subject ? { ids: subject.letters.map(({ id }) => id) } : subject.touched;
  const count = 'ids' in touched ? touched.ids.length : touched.count;
  const many = count > 1;
  const send = useMutation({
    mutationFn: () => decideMany(touched, async (which) => (await dataOf(api.POST(`/v1/dead-letters/${decision}`, { body: { ...which, reason: reason.trim() } as never }))) as Decided, setJudged, () => stopped.current),
    onSuccess: ({ decided, kept }) => {
      const text = many || kept.length > 0 ? t('operations.doneMany', { count: decided }) : t(decision === 'requeue' ? 'operations.requeued' : 'operations.discarded');
      const left = kept.length === 0 ? '' : t('operations.keptMany', { count: kept.length, why: [...new Set(kept)].join(mark.pause) });
      void (kept.length > 0 ? message.warning(text + left, 8) : message.success(text));
      onDecided();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }),
  });
  const submit = (): void => { setTried(true); if (reason.trim() !== '') send.mutate(); };
  return (
    <Modal open title={many ? t(`operations.${decision}TitleMany`, { count }) : t(`operations.${decision}Title`)} onCancel={onClose}
      footer={<><Button onClick={onClose}>{t(send.isPending ? 'operations.stop' : decision === 'requeue' ? 'operations.not' : 'operations.notDiscard')}</Button><Button type={decision === 'requeue' ? 'primary' : 'default'} danger={decision === 'discard'} loading={send.isPending} onClick={submit}>{many ? t(`operations.${decision}OkMany`, { count }) : t(`operations.${decision}Ok`)}</Button></>}>
      {'letters' in subject
        ? <ul className="touched">{subject.letters.slice(0, NAMED).map((letter) => <li key={letter.id}><strong>{letter.reason}</strong> {letter.type} <span className="number">{shortId(letter.id)}</span></li>)}{count > NAMED && <li className="secondary">{t('operations.andMore', { count })}</li>}</ul>
        : <p><strong>{t('operations.allFiltered', { count })}</strong> {subject.words}</p>}
      <p className="secondary">{t(`operations.${decision}More`)}</p>
      {send.isPending && many && <div role="status"><progress className="progress" max={count} value={judged} aria-label={t('operations.judged', { judged, count })} /><small>{t('operations.judged', { judged, count })}</small></div>}
      <ProblemNotice error={send.error} />
      <ReasonField label={t('operations.why')} value={reason} missing={missing} onChange={setReason} />
    </Modal>
  );
}
