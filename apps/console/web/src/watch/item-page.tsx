import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useOrganisationName } from '../api/use-organisations';
import { isEnded } from '../parts/due';
import { Icon } from '../parts/icon';
import { Loaded } from '../parts/loaded';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { UrgencyTag } from '../parts/urgency-tag';
import { WhyPanel } from '../request/why-panel';
import type { RequestDetail } from '../api/request-types';
import { useSession } from '../session/session';
import { isSameDay, lengthWords } from '../time/countdown';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { useKeys } from '../worklist/keyboard';
import { ItemTimeline } from './item-timeline';
import { stepWords } from './step-words';
import { HandUpDialog, OpenDialog, UrgeDialog } from './item-dialogs';
import { useItem, useItemThread, type ItemDetail } from './use-watch';
import { WatchTime } from './watch-time';
import './watch.css';

/** One request as those who supervise see it: whose turn, why then, what both sides did. Never what it says. */
export default function ItemPage() {
  const id = useParams().id!;
  return <OneItem key={id} id={id} />;
}

function OneItem({ id }: { id: string }) {
  const { t, pick } = useWords();
  const { user } = useSession();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const nameOf = useOrganisationName();
  const { data: item, error, refetch } = useItem(id);
  const [dialog, setDialog] = useState<'urge' | 'hand-up' | 'open'>();
  const [opened, setOpened] = useState(false);
  // Whoever has said why today need not say it again.
  const openedToday = useFromTime((now) => item?.openings.some((one) => one.user === user && isSameDay(Date.parse(one.at), now)) === true);
  const open = item !== undefined && !isEnded(item) && item.turn !== null;
  useKeys({ Escape: () => void navigate(-1), u: open ? () => setDialog('urge') : undefined });
  useEffect(() => { if (hash !== '' && item !== undefined) document.getElementById(hash.slice(1))?.focus(); }, [hash, item === undefined]);

  if (item === undefined) return error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={8} />;
  return (
    <div className="request">
      <section className="request-head">
        <div className="grow what">
          <div className="small secondary crumbs"><Link to="/board">{t('watch.board')}</Link><Icon name="chevron-right" small /><Link to="/watch">{t('watch.back')}</Link><Icon name="chevron-right" small />{t('request.number', { id: id.slice(-6).toUpperCase() })}</div>
          <div className="inline wrap"><h1>{pick(item.title, item.type)}</h1><span className="tag">{t(`requestState.${item.state}`)}</span><UrgencyTag urgency={item.urgency} always />{item.flags.includes('escalated') && <span className="tag late"><Icon name="triangle" small />{t('watch.moves.escalation')}</span>}</div>
          <div className="secondary">{nameOf(item.from)} → {nameOf(item.to)}{item.outcome !== null && ` · ${t('watch.outcome', { what: item.outcome })}`}</div>
        </div>
        <div className={`clock ${item.lateness === 'overdue' ? 'late' : item.lateness === 'at_risk' ? 'risk' : 'ok'}`}>
          <div className="inline">{item.turn === null ? <span className="tag theirs"><Icon name="check" small />{t('turn.nobody')}</span> : <span className="tag theirs"><Icon name="turn-theirs" small />{t('turn.theirs', { who: nameOf(item.turn, 'short') })}</span>}<strong>{pick(item.dueTitle, item.dueObligation ?? '')}</strong></div>
          <WatchTime item={item} size="header" />
        </div>
        {open && <div className="moves"><Button type="primary" onClick={() => setDialog('urge')}>{t('watch.urge')}…</Button><Button onClick={() => setDialog('hand-up')}>{t('watch.handUp')}</Button></div>}
      </section>
      <div className="columns">
        <div className="column"><Personal /><Times item={item} /><Thread item={item} /><Openings item={item} /></div>
        <div className="column">{opened || openedToday ? <ItemTimeline item={item} /> : <Closed onOpen={() => setDialog('open')} />}</div>
        <div className="column why-column"><WhyPanel request={item as unknown as Pick<RequestDetail, 'obligations'>} /><Calls item={item} /><Urges item={item} /></div>
      </div>
      {dialog === 'urge' && <UrgeDialog item={item} onClose={() => setDialog(undefined)} />}
      {dialog === 'hand-up' && <HandUpDialog item={item} onClose={() => setDialog(undefined)} />}
      {dialog === 'open' && <OpenDialog item={item} onClose={() => setDialog(undefined)} onOpened={() => { setDialog(undefined); setOpened(true); }} {...(open && { onUrge: () => setDialog('urge') })} />}
    </div>
  );
}

/** The coordinator never has it: the page says so, and where it is. */
function Personal() {
  const { t } = useWords();
  return <section className="panel" aria-labelledby="personal"><header><h2 id="personal">{t('watch.personal')}</h2><Icon name="lock" /></header><p className="body secondary">{t('watch.personalMore')}</p></section>;
}

/** What both sides did is shown to whoever says why. */
function Closed({ onOpen }: { onOpen: () => void }) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="timeline-title">
      <header><h2 id="timeline-title">{t('watch.timeline')}</h2><span className="small secondary">{t('watch.mostSides')}</span></header>
      <EmptyState icon="lock" title={t('watch.closed')} more={t('watch.closedMore')}><Button type="primary" onClick={onOpen}>{t('watch.openDo')}</Button></EmptyState>
    </section>
  );
}

function Openings({ item }: { item: ItemDetail }) {
  const { t } = useWords();
  const { moment } = useMoments();
  const nameOf = useOrganisationName();
  return (
    <section className="panel" aria-labelledby="openings">
      <header><h2 id="openings">{t('watch.openings', { count: item.openings.length })}</h2></header>
      <div className="body">{item.openings.length === 0 ? <span className="secondary">{t('watch.noOpenings')}</span> : <ol className="calls">{item.openings.map((one) => <li key={one.at + one.reason}><div className="between"><strong>{nameOf(one.by, 'short')}</strong><span className="secondary small">{moment(one.at)}</span></div><div className="wrap">{one.reason}{one.user !== null && <small className="secondary"> · {one.user}</small>}</div></li>)}</ol>}</div>
    </section>
  );
}

function Times({ item }: { item: ItemDetail }) {
  const { t, language } = useWords();
  const nameOf = useOrganisationName();
  const { moment } = useMoments();
  const all = Math.max(1, (item.bookedTime[item.from] ?? 0) + (item.bookedTime[item.to] ?? 0));
  return (
    <section className="panel" aria-labelledby="times">
      <header><h2 id="times">{t('watch.times')}</h2></header>
      <div className="body">
        {[item.from, item.to].map((code) => { const used = item.bookedTime[code] ?? 0; return <div key={code} className="time-of"><div className="between"><span>{nameOf(code, 'short')}</span><strong>{lengthWords(used * 1000, language)}</strong></div><span className="turn-bar" aria-hidden="true"><i style={{ width: `${(used / all) * 100}%` }} /></span></div>; })}
        <dl className="values">{([['print.submitted', item.submittedAt], ['print.delivered', item.deliveredAt], ['requestState.answered', item.answeredAt], ['watch.ended', item.endedAt]] as const).filter(([, at]) => at !== null).map(([word, at]) => <div key={word}><dt>{t(word)}</dt><dd>{moment(at)}</dd></div>)}</dl>
      </div>
    </section>
  );
}

function Thread({ item }: { item: ItemDetail }) {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const query = useItemThread(item.thread);
  return (
    <section className="panel" aria-labelledby="thread">
      <header><h2 id="thread">{t('watch.thread')}</h2></header>
      <Loaded query={query} rows={2}>{({ requests: steps, hidden }) => <div className="body">
        {steps.length <= 1 ? <span className="secondary">{t('request.onlyOne')}</span> : <ol className="thread">{steps.map((one) => <li key={one.id} className="between">{one.id === item.id ? <strong>{pick(one.title, one.type)}</strong> : <Link to={`/requests/${one.id}`}>{pick(one.title, one.type)}</Link>}<span className="secondary small">{t(`requestState.${one.state}`)} · {moment(one.submittedAt)}</span></li>)}</ol>}
        {hidden > 0 && <p className="secondary small">{t('watch.hiddenSteps', { count: hidden })}</p>}
      </div>}</Loaded>
    </section>
  );
}

function Calls({ item }: { item: ItemDetail }) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const nameOf = useOrganisationName();
  const titleOf = (name: string): string => pick(item.obligations.find((one) => one.name === name)?.title, name);
  const toldOf = (call: ItemDetail['calls'][number]): string => item.escalations.filter(({ obligation, step }) => obligation === call.obligation && call.step === `escalation-${step}`).map(({ to }) => nameOf(to, 'short')).join(mark.list);
  return (
    <section className="panel" aria-labelledby="calls">
      <header><h2 id="calls">{t('watch.calls')}</h2></header>
      <div className="body">
        {item.calls.length === 0 ? <span className="secondary">{t('watch.noCalls')}</span> : <ol className="calls">{item.calls.map((call) => <li key={`${call.obligation} ${call.round} ${call.step}`}><div className="between"><strong>{stepWords(call.step, t)}</strong><span className="secondary small">{moment(call.calledAt)}</span></div><div className="line2 wrap">{t('watch.calledFor', { what: titleOf(call.obligation), who: nameOf(call.owedBy, 'short') })}{call.step.startsWith('escalation') && ` · ${t('watch.escalations', { who: toldOf(call) })}`}</div></li>)}</ol>}
      </div>
    </section>
  );
}

function Urges({ item }: { item: ItemDetail }) {
  const { t, mark } = useWords();
  const { moment } = useMoments();
  const nameOf = useOrganisationName();
  return (
    <section className="panel" aria-labelledby="urges">
      <header><h2 id="urges">{t('watch.urges', { count: item.urges.length })}</h2></header>
      <div className="body">
        {item.urges.length === 0 && <p className="secondary">{t('watch.noUrges')}</p>}
        <ol className="calls">{item.urges.map((urge) => <li key={urge.at + urge.by}><div className="between"><strong>{nameOf(urge.by, 'short')} → {nameOf(urge.to, 'short')}</strong><span className="secondary small">{moment(urge.at)}</span></div>{urge.reason !== null && <div className="wrap">{urge.reason}</div>}</li>)}</ol>
        {item.handedUp.length > 0 && <ol className="calls">{item.handedUp.map((one) => <li key={one.at + one.by}><div className="between"><strong>{t('watch.handedUp', { who: nameOf(one.by, 'short'), to: one.to.map((code) => nameOf(code, 'short')).join(mark.list) })}</strong><span className="secondary small">{moment(one.at)}</span></div><div className="wrap">{one.reason}</div></li>)}</ol>}
        <p className="small secondary">{t('watch.escalateMore')}</p>
      </div>
    </section>
  );
}
