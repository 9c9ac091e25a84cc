import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { isProblem } from '../api/problem';
import type { RequestDetail } from '../api/request-types';
import { isEnded } from '../parts/due';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { AssignDialog } from '../worklist/assign-dialog';
import { useMoves } from '../worklist/use-moves';
import { MoveDialog } from './move-dialog';
import type { DialogMove } from './move-fields';
import { PaperButtons } from './paper-buttons';

/** The moves of the answering side, always in their places: one that is not possible now is off and says why. */
export function MovesBar({ request }: { request: RequestDetail }) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const { message } = App.useApp();
  const session = useSession();
  const moves = useMoves();
  const [dialog, setDialog] = useState<DialogMove | 'assign'>();
  const allowed = mayAct(session);
  const mine = request.handler?.user === session.user;
  const close = (): void => setDialog(undefined);
  const refused = (error: unknown): void => {
    const handler = isProblem(error, 'already-claimed') ? (error.body.handler as { name: string; since: string }) : undefined;
    void message.warning(handler ? `${t('claim.taken', { name: handler.name, when: moment(handler.since) })}${t('claim.takenMore')}` : (error as Error).message, 6);
  };
  const why = (path: string, name: string): string | undefined => {
    if (!allowed) return t('move.noRight');
    if (request.allowed.includes(path)) return undefined;
    return path === 'extensions' && !isEnded(request) && request.state !== 'answered' ? t('move.ruleForbids') : t('move.notNow', { state: t(`requestState.${request.state}`), move: name.replace('…', '') });
  };
  const button = (path: 'accept' | DialogMove, onClick: () => void, danger = false) => {
    const off = why(path, t(`move.${path}`));
    const words = path === 'extensions' && off === t('move.ruleForbids') ? t('move.noExtension') : t(`move.${path}`);
    // Off, yet reachable by keyboard and reader: whoever looks for it finds out why.
    return <Tooltip title={off ?? (path === 'accept' ? t('move.acceptMore') : undefined)}><Button className={off === undefined ? (path === 'accept' ? 'outline' : '') : 'off'} danger={danger && off === undefined} aria-disabled={off !== undefined} {...(off !== undefined && { 'aria-description': off })} loading={path === 'accept' && moves.accept.isPending} onClick={off === undefined ? onClick : undefined}>{words}</Button></Tooltip>;
  };
  return (
    <div className="moves no-print" role="group" aria-label={t('request.more')}>
      {request.state === 'delivered' && button('accept', () => moves.accept.mutate(request.id, { onSuccess: () => void message.success(t('move.done', { move: t('move.accept') })), onError: refused }))}
      {button('information-requests', () => setDialog('information-requests'))}
      {button('return', () => setDialog('return'), true)}
      {button('extensions', () => setDialog('extensions'))}
      {allowed && !isEnded(request) && (request.handler === null
        ? <Button className="outline" loading={moves.claim.isPending} onClick={() => moves.claim.mutate(request.id, { onSuccess: () => void message.success(t('claim.done')), onError: refused })}>{t('claim.claim')}</Button>
        : <Button onClick={() => setDialog('assign')}>{t('claim.assign')}</Button>)}
      {allowed && mine && !isEnded(request) && <Button onClick={() => moves.release.mutate(request.id, { onSuccess: () => void message.success(t('claim.released')), onError: refused })}>{t('claim.release')}</Button>}
      <PaperButtons request={request} />

      {dialog === 'return' && <MoveDialog request={request} move="return" danger title={t('move.returnTitle')} more={t('move.returnMore', { what: `${pick(request.title, request.type)}${mark.comma}${request.subject?.name ?? ''}` })} ok={t('move.returnOk')} no={t('move.returnNo')} onClose={close} onDone={() => { close(); void message.success(t('requestState.returned')); }} />}
      {dialog === 'information-requests' && <MoveDialog request={request} move="information-requests" title={t('move.askTitle')} more={t('move.askMore')} ok={t('move.askOk')} no={t('move.cancel')} onClose={close} onDone={() => { close(); void message.success(t('requestState.information_requested')); }} />}
      {dialog === 'extensions' && <MoveDialog request={request} move="extensions" title={t('move.extendTitle')} more={t('move.extendMore')} ok={t('move.extendOk')} no={t('move.cancel')} onClose={close} onDone={close} />}
      <AssignDialog open={dialog === 'assign'} onClose={close} onAssign={(user, name) => { close(); moves.assign.mutate({ id: request.id, user }, { onSuccess: () => void message.success(t('claim.assigned', { name })), onError: refused }); }} />
    </div>
  );
}
