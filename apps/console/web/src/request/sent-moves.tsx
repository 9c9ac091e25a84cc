import { App, Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { RequestDetail } from '../api/request-types';
import { useCatalogue, useContract } from '../api/use-catalogue';
import { Icon } from '../parts/icon';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { MoveDialog } from './move-dialog';
import { sentMoves, type SentMove } from './move-fields';
import { PaperButtons } from './paper-buttons';

/** The moves of the side that asked, and what may follow. A move that is not possible now is off and says why. */
export function SentMoves({ request }: { request: RequestDetail }) {
  const { t, pick, mark } = useWords();
  const { message } = App.useApp();
  const session = useSession();
  const navigate = useNavigate();
  const catalogue = useCatalogue();
  const contract = useContract(request.type);
  const [dialog, setDialog] = useState<SentMove>();
  const allowed = mayAct(session);
  const next = catalogue.filter(({ follows, requesters }) => follows.includes(request.type) && requesters.includes(session.organisation.agency));
  const what = `${pick(request.title, request.type)}${mark.comma}${request.subject?.name ?? ''}`;
  return (
    <div className="moves no-print" role="group" aria-label={t('request.more')}>
      {sentMoves.map((move) => {
        const words = t(`move.${move}`);
        const off = !allowed ? t('move.noRight') : request.allowed.includes(move) ? undefined : t('move.notNow', { state: t(`requestState.${request.state}`), move: words.replace('…', '') });
        return <Tooltip title={off} key={move}><Button className={off === undefined ? '' : 'off'} danger={move === 'withdrawal' && off === undefined} aria-disabled={off !== undefined} {...(off !== undefined && { 'aria-description': off })} onClick={off === undefined ? () => setDialog(move) : undefined}>{words}</Button></Tooltip>;
      })}
      {allowed && next.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: next.map(({ type, title }) => ({ key: type, label: pick(title, type) })), onClick: ({ key }) => void navigate(`/new?follows=${request.id}&type=${key}`) }}>
          <Button className="outline">{t('court.follow.title')} <Icon name="chevron-down" small /></Button>
        </Dropdown>
      )}
      <PaperButtons request={request} />
      {dialog !== undefined && <MoveDialog request={request} move={dialog} milestones={contract?.milestones.filter(({ by, on }) => by === 'requester' && on.includes(moveKinds[dialog] ?? '')) ?? []} danger={dialog === 'withdrawal'} title={t(`court.move.${dialog}`)} more={t(`court.move.${dialog}-more`, { what })} ok={t(`court.move.${dialog}-ok`)} no={t('move.cancel')} onClose={() => setDialog(undefined)} onDone={() => { setDialog(undefined); void message.success(t('move.sent')); }} />}
    </div>
  );
}

/** Paths of the interface and the moves that contracts name. */
const moveKinds: Partial<Record<SentMove, string>> = { supplements: 'supplement', withdrawal: 'withdrawal' };
