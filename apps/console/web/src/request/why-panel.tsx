import type { ObligationView, RequestDetail } from '../api/request-types';
import { useOrganisationName } from '../api/use-organisations';
import { currentObligation } from '../parts/due';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { lengthOf } from '../words/limit';
import { useMoments } from '../words/moment';
import { stripOf } from './day-strip';

const weekdays = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] } as const;
const dayWords = {
  start: { zh: '起算', en: 'start' }, rest: { zh: '休，不计', en: 'rest' }, counted: { zh: '计入', en: 'counted' }, end: { zh: '届满', en: 'end' },
} as const;
const stepWords: Record<string, { zh: string; en: string }> = {
  start: { zh: '起算', en: 'Start' }, 'not-counted': { zh: '起算', en: 'Start' }, counted: { zh: '计日', en: 'Count' }, 'rest-day': { zh: '休日', en: 'Rest' }, rolled: { zh: '顺延', en: 'Rolled' }, 'make-up-workday': { zh: '调休', en: 'Shift' },
  pause: { zh: '暂停', en: 'Pause' }, extension: { zh: '延期', en: 'Extended' }, end: { zh: '届满', en: 'End' }, provisional: { zh: '暂定', en: 'Draft' },
};

/** Why is it due then? The rule, who owes it, and the count of days, step by step. */
export function WhyPanel({ request }: { request: Pick<RequestDetail, 'obligations'> }) {
  const { t, pick } = useWords();
  const { end } = useMoments();
  const current = currentObligation(request);
  const others = request.obligations.filter((one) => one !== current);
  return (
    <section className="panel why" id="why" aria-labelledby="why-title" tabIndex={-1}>
      <header><h2 id="why-title">{current?.dueAt == null ? t('request.whyNone') : t('request.whyTitle', { when: end(current.dueAt) })}</h2>{current?.rule && <span className="tag">{t(`level.${current.rule.level as 'law'}`)}</span>}</header>
      <div className="body">
        {current && <Derivation obligation={current} />}
        {others.length > 0 && (
          <details><summary>{t('request.others', { count: others.length })}</summary>
            <ul className="others">{others.map((one) => <li key={`${one.name}${one.round}`}><span>{pick(one.title, one.name)}</span><Standing obligation={one} /></li>)}</ul>
          </details>
        )}
      </div>
    </section>
  );
}

function Standing({ obligation: { state, dischargedAt, late, dueAt } }: { obligation: ObligationView }) {
  const { t } = useWords();
  const { moment, end } = useMoments();
  if (state === 'discharged') return <span className={late ? 'late' : 'secondary'}>{t(late ? 'request.dischargedLate' : 'request.discharged', { when: moment(dischargedAt) })}</span>;
  return <span className="secondary">{state === 'pending' ? t('request.pending') : t('due.before', { when: end(dueAt) })}</span>;
}

function Derivation({ obligation }: { obligation: ObligationView }) {
  const { t, pick, language, mark } = useWords();
  const { organisation } = useSession();
  const nameOf = useOrganisationName();
  const { rule, derivation } = obligation;
  const source = rule?.document === undefined ? (rule?.level === 'contract' ? t('level.contract') : t('request.unverified')) : [rule.document, rule.article && t('request.article', { article: rule.article })].filter(Boolean).join(' ');
  const strip = stripOf(derivation);
  return (
    <>
      <p><strong>{lengthOf(obligation, pick) ?? pick(obligation.title, obligation.name)}</strong>{mark.comma}{obligation.owedBy === organisation.code ? t('request.owedByUs') : t('request.owedBy', { who: nameOf(obligation.owedBy, 'short') })}{obligation.round > 1 && `${mark.comma}${t('request.round', { count: obligation.round })}`}</p>
      <p className="line2 wrap">{t('request.source', { source })}{rule?.note && `${mark.pause}${pick(rule.note)}`}</p>
      {strip.length > 1 && (
        <ol className="days" aria-hidden="true">
          {strip.map(({ date, kind }) => <li key={date} className={kind}><b>{Number(date.slice(8))}</b><span>{weekdays[language][new Date(`${date}T00:00:00Z`).getUTCDay()]}</span><em>{dayWords[kind][language]}</em></li>)}
        </ol>
      )}
      <ol className="steps" aria-label={t('request.steps')}>{derivation.map((step, index) => <li key={index}><b>{pick(stepWords[step.step], step.step)}</b><span>{readable(pick(step))}</span></li>)}</ol>
    </>
  );
}

/** The services write instants in full; people read them shorter. */
const readable = (text: string): string => text.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?\+08:00/g, '$1 $2');
