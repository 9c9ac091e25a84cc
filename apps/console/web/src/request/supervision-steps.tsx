import type { ComingStep, ObligationView, RequestDetail, ToldNotice } from '../api/request-types';
import { useOrganisationName } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { partUsed, rungOf, stepsAhead } from './step-names';

/** What the coordinator told this side: between both sides' moves, with the reason of whoever supervises. */
export function Told({ notice, request }: { notice: ToldNotice; request: RequestDetail }) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const words = useToldWords(notice);
  const byHand = notice.by !== undefined;
  const late = notice.kind === 'breach' || notice.kind === 'escalation';
  const obligation = notice.obligation === undefined ? undefined : pick(request.obligations.find(({ name }) => name === notice.obligation)?.title, notice.obligation);
  return (
    <li className={`told${byHand && notice.kind !== 'opened' ? ' urging' : ''}${late ? ' late-step' : ''}`}>
      <div className="wrap">
        <span className={late ? 'late' : notice.kind === 'opened' ? '' : 'risk'}>{late ? <Icon name="octagon" small /> : notice.kind === 'opened' ? <Icon name="eye" small /> : <Icon name="triangle" small />} <strong>{words}</strong></span>
        <div className="secondary">{moment(notice.at)}{obligation !== undefined && ` · ${obligation}`}{notice.user !== undefined && `${mark.comma}${notice.user}`}</div>
        {byHand && <div className="said">{notice.reason === undefined ? t('request.noReason') : t('request.reasonOf', { reason: notice.reason })}</div>}
      </div>
    </li>
  );
}

function useToldWords({ kind, step, by, until }: ToldNotice): string {
  const { t } = useWords();
  const { end } = useMoments();
  const nameOf = useOrganisationName();
  const who = by === undefined ? '' : nameOf(by, 'short');
  if (kind === 'warning') return step === 'warning-early' ? t('request.told.early') : step === 'warning-50' ? t('request.told.half') : t('request.told.warning', { part: partUsed(step) });
  if (kind === 'breach') return t('request.told.breach');
  if (kind === 'escalation') return t(by === undefined ? 'request.told.escalation' : 'request.told.handedUp', { n: rungOf(step), who });
  if (kind === 'urge' || kind === 'opened') return t(`request.told.${kind}`, { who });
  return kind === 'due-changed' ? t('request.told.dueChanged', { when: end(until) }) : t('request.told.other');
}

/** What will be called about the obligation that counts now, and who is told. */
export function Coming({ request, obligation }: { request: RequestDetail; obligation: ObligationView }) {
  // What has passed since it was read is no longer to come; its notice takes the place.
  const count = useFromTime((now) => stepsAhead(request, obligation, now).length);
  const all = stepsAhead(request, obligation);
  return <>{all.slice(all.length - count).map((step) => <Step key={step.step} step={step} />)}</>;
}

function Step({ step: { kind, step, at, to } }: { step: ComingStep }) {
  const { t, mark } = useWords();
  const { moment, end } = useMoments();
  const nameOf = useOrganisationName();
  const who = to.map((code) => nameOf(code, 'short')).join(mark.list);
  const words = kind === 'breach' ? t('request.coming.breach') : kind === 'escalation' ? t('request.coming.escalation', { who }) : step === 'warning-early' ? t('request.coming.early', { who }) : t('request.coming.warning', { part: partUsed(step), who });
  return <li className="future step"><span className="wrap"><span className="sr-only">{t('request.coming.title')} </span>{kind === 'warning' ? moment(at) : end(at)} {words}</span></li>;
}
