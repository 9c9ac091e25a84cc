import { Button } from 'antd';
import type { RequestDetail, TimelineEntry, ToldNotice } from '../api/request-types';
import { useOrganisationName } from '../api/use-organisations';
import type { ContractEntry } from '../forms/contract-entry';
import { currentObligation } from '../parts/due';
import { Loaded } from '../parts/loaded';
import { turnOf } from '../parts/turn-tag';
import { useSession } from '../session/session';
import { lengthWords } from '../time/countdown';
import { useWords, type Bilingual } from '../words/i18n';
import { useMoments } from '../words/moment';
import { Coming, Told } from './supervision-steps';
import { useSupervision, type useTimeline } from './use-request';

/** Moves as the timeline names them. */
export const moveTitles: Record<string, Bilingual> = {
  submitted: { zh: '提交请求', en: 'Submitted' }, taken: { zh: '送达', en: 'Delivered' }, accepted: { zh: '签收', en: 'Accepted' }, returned: { zh: '退回', en: 'Returned' }, answered: { zh: '最终反馈', en: 'Final reply' },
  'interim-replied': { zh: '阶段反馈', en: 'Interim reply' }, 'information-requested': { zh: '要求补充', en: 'Information requested' }, supplemented: { zh: '补充', en: 'Supplemented' }, extended: { zh: '延期', en: 'Extended' }, withdrawn: { zh: '撤回', en: 'Withdrawn' },
  urged: { zh: '催办', en: 'Urged' }, closed: { zh: '办结', en: 'Closed' }, objected: { zh: '异议', en: 'Objected' }, undeliverable: { zh: '无法送达', en: 'Undeliverable' }, rejected: { zh: '拒收', en: 'Rejected' }, 'measure-changed': { zh: '措施变化', en: 'Measure changed' },
};

/** What both sides did, each on its own side; at the end what is due now. */
export function TimelinePanel({ request, timeline, contract }: { request: RequestDetail; timeline: ReturnType<typeof useTimeline>; contract: ContractEntry | undefined }) {
  const { t, pick, language } = useWords();
  const told = useSupervision(request.id);
  const session = useSession();
  const nameOf = useOrganisationName();
  const ourSide = request.box === 'received' ? 'recipient' : 'requester';
  const other = request.box === 'received' ? request.from : request.to;
  const current = currentObligation(request);
  const turn = turnOf(request);
  const used = (code: string): string => lengthWords((request.bookedTime[code] ?? 0) * 1000, language);
  const own = request.box === 'received' ? request.to : request.from;
  return (
    <section className="panel timeline" id="timeline" aria-labelledby="timeline-title" tabIndex={-1}>
      <header><h2 id="timeline-title">{t('request.timeline')}</h2><small className="secondary">{t('request.used', { ours: used(own), who: nameOf(other, 'short'), theirs: used(other) })}</small></header>
      <div className="sides small secondary" aria-hidden="true"><span>{nameOf(other, 'short')}</span><span>{t('request.us')}</span></div>
      <Loaded query={timeline} rows={6}>{(entries) => <ol>
        {/* The receipt of a later message is the bus's business: only the first says something to people. */}
        {inOrder(entries.filter(({ move }, index) => move !== 'taken' || entries.findIndex((one) => one.move === 'taken') === index), told.data ?? [])
          .map((one) => ('kind' in one ? <Told key={one.id} notice={one} request={request} />
            : <Entry key={one.id} entry={one} ours={one.side === ourSide} contract={contract} name={one.by === session.organisation.code ? t('request.us') : nameOf(one.by, 'short')} />))}
        {turn !== 'nobody' && current && <li className={`${turn} now`}><div className="entry"><strong>{t(turn === 'ours' ? 'request.now' : 'request.nowTheirs', { what: pick(current.title, current.name), who: nameOf(other, 'short') })}</strong></div><i /></li>}
        {current && <Coming request={request} obligation={current} />}
      </ol>}</Loaded>
      {told.error !== null && told.data === undefined && <p className="body late small" role="alert">{t('request.toldFailed')} <Button size="small" onClick={() => void told.refetch()}>{t('state.retry')}</Button></p>}
    </section>
  );
}

const inOrder = (entries: readonly TimelineEntry[], told: readonly ToldNotice[]): (TimelineEntry | ToldNotice)[] => [...entries, ...told].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

function Entry({ entry, ours, contract, name }: { entry: TimelineEntry; ours: boolean; contract: ContractEntry | undefined; name: string }) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const outcome = entry.outcome === undefined ? undefined : pick(contract?.outcomes.find((one) => one.name === entry.outcome)?.title, entry.outcome);
  const milestone = entry.milestone === undefined ? undefined : pick(contract?.milestones.find((one) => one.name === entry.milestone)?.title, entry.milestone);
  const standing = entry.standing === 'pending' ? t('request.notConfirmed') : entry.standing === 'rejected' ? t('request.refused') : entry.standing === 'dead' ? t('request.dead') : undefined;
  const said = [entry.reason, entry.question, entry.note, entry.missing && t('request.missing', { list: entry.missing.join(mark.list) })].filter((text) => text !== undefined && text !== '');
  return (
    <li className={ours ? 'ours' : 'theirs'}>
      <div className="entry">
        <div><strong>{pick(moveTitles[entry.move], entry.move)}</strong>{[outcome, milestone].filter(Boolean).map((words) => <span key={words}> · {words}</span>)}{standing && <span className="tag risk">{standing}</span>}</div>
        <div className="line2 wrap"><span className="sr-only">{name} </span>{moment(entry.at)}{entry.late && ` · ${t('request.lateArrival')}`}</div>
        {said.map((text) => <div key={text} className="line2 wrap said">{text}</div>)}
      </div><i />
    </li>
  );
}
