import type { RequestView } from '../api/request-types';
import { useFromTime } from '../time/server-clock';
import { countdownWords, lengthWords } from '../time/countdown';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { currentObligation, dueIcons, dueStateOf, leftWhenPaused, type DueState } from './due';
import { Icon } from './icon';

/** A state by icon and word; never by colour alone. */
export function DueTag({ state }: { state: DueState }) {
  const { t } = useWords();
  const { icon, tone } = dueIcons[state];
  return <span className={`due ${tone}`}><Icon name={icon} small />{t(`due.${state}`)}</span>;
}

/** Time left, live, from server time; below it the state in words and when it ends. Announced when the state changes, not each second. */
export function Countdown({ request, size = 'row' }: { request: Pick<RequestView, 'obligations' | 'state'>; size?: 'row' | 'header' }) {
  const { t, language } = useWords();
  const { end } = useMoments();
  const obligation = currentObligation(request);
  const state = useFromTime((now) => dueStateOf(request, now));
  const due = obligation?.dueAt == null ? undefined : Date.parse(obligation.dueAt);
  const left = useFromTime((now) => (due === undefined ? '' : countdownWords(due, now, language)));
  const { icon, tone } = dueIcons[state];
  const counts = due !== undefined && state !== 'done' && state !== 'paused';
  const kept = obligation && leftWhenPaused(obligation);
  const big = state === 'paused' ? (kept === undefined ? t('due.paused') : t('due.left', { time: lengthWords(kept, language) })) : counts ? (size === 'header' && state !== 'overdue' ? t('due.left', { time: left }) : left) : t(`due.${state}`);
  return (
    <div className={`countdown in-${size}`}>
      <div className={`left ${tone}`} role="timer" aria-live="off"><Icon name={icon} /><span>{big}</span></div>
      <div className="line2"><span className={`due ${tone}`} aria-live={size === 'header' ? 'polite' : 'off'}>{t(`due.${state}`)}</span>
        {counts && <> · {t(state === 'overdue' ? 'due.shouldBefore' : 'due.before', { when: end(obligation?.dueAt) })}{obligation?.provisional && ` · ${t('due.provisional')}`}</>}
        {state === 'paused' && <> · {t('due.waiting')}</>}
      </div>
    </div>
  );
}
