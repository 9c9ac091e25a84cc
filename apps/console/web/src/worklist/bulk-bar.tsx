import { App, Button } from 'antd';
import { useState } from 'react';
import type { RequestView } from '../api/request-types';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { AssignDialog } from './assign-dialog';
import type { Moves } from './use-moves';

/** What can be done with all that are selected. Says afterwards how many it was, and why not the others. */
export function BulkBar({ chosen, moves, onDone, canAct }: { chosen: readonly RequestView[]; moves: Moves; onDone: () => void; canAct: boolean }) {
  const { t, mark } = useWords();
  const { message, modal } = App.useApp();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const count = chosen.length;

  const each = async (what: string, make: (request: RequestView) => Promise<unknown>): Promise<void> => {
    setBusy(true);
    const refused: string[] = [];
    const waiting = [...chosen];
    // A few at once: they are small, and the service takes them in batches.
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await make(next).catch((error: Error) => refused.push(error.message));
    }));
    setBusy(false);
    const text = t('worklist.bulkDone', { what, done: count - refused.length }) + (refused.length > 0 ? t('worklist.bulkSkipped', { count: refused.length, why: [...new Set(refused)].join(mark.pause) }) : '');
    void (refused.length > 0 ? message.warning(text, 8) : message.success(text));
    onDone();
  };
  const accept = (): void => void modal.confirm({
    title: t('worklist.acceptTitle', { count }), content: t('worklist.acceptMore'), okText: t('worklist.acceptOk', { count }), cancelText: t('worklist.acceptNo'),
    onOk: () => void each(t('worklist.accept'), async ({ id, handler }) => { if (handler?.user !== session.user) await moves.claim.mutateAsync(id); await moves.accept.mutateAsync(id); }),
  });
  return (
    <div className="bulk" role="region" aria-label={t('worklist.selected', { count })}>
      <strong role="status">{t('worklist.selected', { count })}</strong>
      {canAct && <>
        <Button type="primary" loading={busy} onClick={accept}>{t('worklist.acceptSelected', { count })}</Button>
        <Button disabled={busy} onClick={() => void each(t('worklist.claim'), ({ id }) => moves.claim.mutateAsync(id))}>{t('worklist.claimSelected', { count })}</Button>
        <Button disabled={busy} onClick={() => setAssigning(true)}>{t('worklist.assignSelected', { count })}</Button>
      </>}
      <Button type="link" onClick={onDone}>{t('worklist.clearSelection')}</Button>
      <AssignDialog open={assigning} onClose={() => setAssigning(false)} onAssign={(user) => { setAssigning(false); void each(t('worklist.assign'), ({ id }) => moves.assign.mutateAsync({ id, user })); }} />
    </div>
  );
}
