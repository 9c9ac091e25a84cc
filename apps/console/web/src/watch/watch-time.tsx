import type { RequestState } from '../api/request-types';
import { dueIcons, isEnded, type DueState } from '../parts/due';
import { Icon } from '../parts/icon';
import { countdownWords } from '../time/countdown';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';

export interface Timed { state: RequestState; lateness: 'in_time' | 'at_risk' | 'overdue'; dueAt: string | null }

/** As the service has called it; what has passed since counts as overdue. */
const stateOf = ({ state, lateness, dueAt }: Timed, now: number): DueState => (isEnded({ state }) ? 'done' : dueAt === null ? (lateness === 'in_time' ? 'none' : lateness) : now > Date.parse(dueAt) ? 'overdue' : lateness === 'overdue' ? 'overdue' : lateness);

/** Time left, live, with the state in words below it. */
export function WatchTime({ item, size = 'row' }: { item: Timed; size?: 'row' | 'header' }) {
  const { t, language } = useWords();
  const { end } = useMoments();
  const state = useFromTime((now) => stateOf(item, now));
  const left = useFromTime((now) => (item.dueAt === null ? '' : countdownWords(Date.parse(item.dueAt), now, language)));
  const { icon, tone } = dueIcons[state];
  const counts = item.dueAt !== null && state !== 'done';
  return (
    <div className={`countdown in-${size}`}>
      <div className={`left ${tone}`} role="timer" aria-live="off"><Icon name={icon} /><span>{counts ? left : t(`due.${state}`)}</span></div>
      {counts && <div className="line2"><span className={`due ${tone}`}>{t(`due.${state}`)}</span> · {t(state === 'overdue' ? 'due.shouldBefore' : 'due.before', { when: end(item.dueAt) })}</div>}
    </div>
  );
}
