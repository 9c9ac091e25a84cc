import { Link } from 'react-router';
import type { RequestDetail } from '../api/request-types';
import { useOrganisationName } from '../api/use-organisations';
import { currentObligation, dueIcons, dueStateOf } from '../parts/due';
import { Countdown } from '../parts/due-tag';
import { Icon } from '../parts/icon';
import { TurnTag } from '../parts/turn-tag';
import { UrgencyTag } from '../parts/urgency-tag';
import { useSession } from '../session/session';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { MovesBar } from './moves-bar';
import { SentMoves } from './sent-moves';

/** Where it stands in the list that it was opened from. */
export interface Neighbours { before?: string; after?: string; nth?: number; count?: number }

/** What it is, how long there is, and what can be done. */
export function RequestHead({ request, neighbours: { before, after, nth, count }, back }: { request: RequestDetail; neighbours: Neighbours; back: string }) {
  const { t, pick } = useWords();
  const session = useSession();
  const nameOf = useOrganisationName();
  const obligation = currentObligation(request);
  const tone = dueIcons[useFromTime((now) => dueStateOf(request, now))].tone;
  const handler = request.handler === null ? t('claim.unclaimed') : request.handler.user === session.user ? t('worklist.mine', { name: request.handler.name }) : request.handler.name;
  return (
    <section className="request-head">
      <div className="grow what">
        <div className="small secondary crumbs"><Link to={back}>{t(request.box === 'sent' ? 'nav.sent' : 'request.back')}</Link><Icon name="chevron-right" small />{t('request.number', { id: request.id.slice(-6).toUpperCase() })}
          <span className="wide-only">{nth !== undefined && ` · ${t('request.position', { n: nth, count })}`}　{before !== undefined && <Link to={`/requests/${before}`}><kbd>k</kbd> {t('request.previous')}</Link>} {after !== undefined && <Link to={`/requests/${after}`}><kbd>j</kbd> {t('request.nextOne')}</Link>}</span></div>
        <div className="inline wrap"><h1>{pick(request.title, request.type)}　{request.subject?.name}</h1><span className="tag"><Icon name="check" small />{t(`requestState.${request.state}`)}</span><UrgencyTag urgency={request.urgency} always />{request.flags.includes('unconfirmed') && <span className="tag risk">{t('request.notConfirmed')}</span>}</div>
        <div className="secondary">{nameOf(request.from)} → {nameOf(request.to, 'short')} · {request.box === 'sent' && session.organisation.agency === 'court' ? <Link to={`/cases/${encodeURIComponent(request.caseNumber)}`}>{request.caseNumber}</Link> : request.caseNumber}{request.box === 'received' && ` · ${t('request.handler', { name: handler })}`}</div>
      </div>
      <div className={`clock ${tone}`}>
        <div className="inline"><TurnTag request={request} /><strong>{pick(obligation?.title, obligation?.name ?? '')}</strong></div>
        <Countdown request={request} size="header" />
      </div>
      {request.box === 'sent' ? <SentMoves request={request} /> : <MovesBar request={request} />}
    </section>
  );
}
