import { Button, Checkbox } from 'antd';
import { memo } from 'react';
import { Link } from 'react-router';
import { useOrganisationName } from '../api/use-organisations';
import type { RequestView } from '../api/request-types';
import { readDraft } from '../forms/draft-store';
import { currentObligation } from '../parts/due';
import { Countdown } from '../parts/due-tag';
import { TurnTag } from '../parts/turn-tag';
import { UrgencyTag } from '../parts/urgency-tag';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { limitWords } from '../words/limit';
import { useMoments } from '../words/moment';
import { nextMove, type NextMove } from './next-move';

interface RowProps {
  request: RequestView;
  current: boolean;
  selected: boolean;
  phone: boolean;
  onFocus: (id: string) => void;
  onSelect: (id: string) => void;
  onMove: (request: RequestView, move: NextMove) => void;
}

/** One request: how long, whose turn, what, from whom, who has it, what next. On a phone a card. */
export const Row = memo(function Row({ request, current, selected, phone, onFocus, onSelect, onMove }: RowProps) {
  const session = useSession();
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const nameOf = useOrganisationName();
  const draft = readDraft(session.user, request.id);
  const move = nextMove(request, session.user, mayAct(session), draft !== undefined);
  const obligation = currentObligation(request);
  const mine = request.handler?.user === session.user;
  const title = pick(request.title, request.type);
  const subject = request.subject;
  const number = subject?.idNumber ?? subject?.creditCode;
  const button = <Button size={phone ? 'large' : 'small'} type={current && move !== 'view' ? 'primary' : 'default'} className={move === 'view' || current ? '' : 'outline'} tabIndex={current ? 0 : -1} onClick={() => onMove(request, move)}>{t(`next.${move}`)}</Button>;
  const clock = <><TurnTag request={request} /> <strong>{pick(obligation?.title, obligation?.name ?? '')}</strong></>;
  if (phone) {
    return (
      <article className={`card-row${current ? ' current' : ''}`} data-request={request.id} onFocus={() => onFocus(request.id)}>
        <div className="between"><Countdown request={request} /><TurnTag request={request} /></div>
        <div><Link to={`/requests/${request.id}`}><strong>{title}</strong>　{subject?.name ?? t('worklist.noSubject')}</Link> <UrgencyTag urgency={request.urgency} /></div>
        <div className="line2">{request.caseNumber} · {nameOf(request.from, 'short')}</div>
        {move !== 'view' && <div className="card-moves"><Link className="button" to={`/requests/${request.id}`}>{t('next.view')}</Link>{button}</div>}
      </article>
    );
  }
  return (
    <div role="row" className={`row${current ? ' current' : ''}`} aria-selected={selected} data-request={request.id} onClick={() => onFocus(request.id)} onFocus={() => onFocus(request.id)}>
      <div role="gridcell"><Checkbox checked={selected} tabIndex={current ? 0 : -1} onChange={() => onSelect(request.id)} aria-label={`${t('worklist.columns.select')} ${title} ${subject?.name ?? ''} ${request.caseNumber}`} /></div>
      <div role="gridcell"><Countdown request={request} /></div>
      <div role="gridcell"><div className="line1">{clock}</div><div className="line2">{[limitWords(obligation, t, pick), request.flags.includes('escalated') && t('due.escalated')].filter(Boolean).join(' · ')}</div></div>
      <div role="gridcell">
        <div className="line1"><Link to={`/requests/${request.id}`} tabIndex={current ? 0 : -1}><strong>{title}</strong></Link>　{subject?.name ?? t('worklist.noSubject')} {number !== undefined && <span className="number">{number}</span>} <UrgencyTag urgency={request.urgency} /></div>
        <div className="line2">{request.caseNumber}</div>
      </div>
      <div role="gridcell"><div className="line1">{nameOf(request.from, 'short')}</div><div className="line2">{request.deliveredAt === null ? t('worklist.submitted', { when: moment(request.submittedAt) }) : t('worklist.delivered', { when: moment(request.deliveredAt) })}</div></div>
      <div role="gridcell">
        {request.handler == null ? <span className="secondary">{t('claim.unclaimed')}</span> : <div className="line1">{mine ? t('worklist.mine', { name: request.handler.name }) : request.handler.name}</div>}
        {draft !== undefined ? <div className="line2">{t('worklist.draftAt', { when: moment(new Date(draft.savedAt).toISOString()) })}</div> : request.handler != null && !mine && <div className="line2 primary-text">{t('worklist.claimedAt', { when: moment(request.handler.since) })}</div>}
      </div>
      <div role="gridcell" className="end">{button}</div>
    </div>
  );
});
