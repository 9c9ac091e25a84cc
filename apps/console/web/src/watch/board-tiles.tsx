import { Link } from 'react-router';
import { dueIcons } from '../parts/due';
import { Icon, type IconName } from '../parts/icon';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { inTimeOf, rateWords } from './in-time-rate';
import type { ListFilter } from './list-filter';
import { NumberLink } from './number-link';
import { useAlerts, type Board, type Days } from './use-watch';

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '±0');

/** The numbers that the day begins with. */
export function BoardTiles({ board, days, filter }: { board: Board; days: Days | undefined; filter: ListFilter }) {
  const { t } = useWords();
  const { moment } = useMoments();
  const told = useAlerts(true);
  const alerts = told.data?.pages.flatMap(({ items }) => items) ?? [];
  // Not read is not none.
  const alertWords = alerts.length > 0 ? t('watch.alertsOpen', { count: alerts.length }) : told.data !== undefined ? t('watch.alertsNone') : t(told.error !== null ? 'watch.failedAlerts' : 'state.loading');
  const [yesterday, today] = days?.days.slice(-2) ?? [];
  // Days are of all types: beside the numbers of one type a difference would be wrong.
  const since = (figure: 'open' | 'atRisk' | 'overdue'): string | undefined => (today === undefined || yesterday === undefined || filter.type !== undefined ? undefined : t('watch.sinceYesterday', { change: signed(today[figure] - yesterday[figure]) }));
  const turn = (name: 'recipient' | 'requester') => board.byTurn.find((one) => one.turn === name);
  const { answered, inTime } = days === undefined ? { answered: 0, inTime: 0 } : inTimeOf(days);
  const tile = (icon: IconName | undefined, tone: string, title: string, count: number, to: ListFilter, more: string | undefined) => (
    <li><div className={`tile-title ${tone}`}>{icon && <Icon name={icon} small />}{title}</div><div className="tile-count"><NumberLink count={count} filter={{ ...filter, ...to }} tone={tone} label={title} /></div><small className="secondary">{more ?? ' '}</small></li>
  );
  return (
    <ul className="tiles">
      {tile(undefined, '', t('watch.open'), board.total.total, {}, since('open'))}
      {tile(dueIcons.at_risk.icon, 'risk', t('watch.atRisk'), board.total.atRisk, { lateness: 'at_risk' }, since('atRisk'))}
      {tile(dueIcons.overdue.icon, 'late', t('watch.overdue'), board.total.overdue, { lateness: 'overdue' }, since('overdue'))}
      {tile('turn-ours', '', t('watch.toRecipient'), turn('recipient')?.total ?? 0, { turn: 'recipient' }, t('watch.ofThemOverdue', { count: turn('recipient')?.overdue ?? 0 }))}
      {tile('turn-theirs', '', t('watch.toRequester'), turn('requester')?.total ?? 0, { turn: 'requester' }, t('watch.ofThemOverdue', { count: turn('requester')?.overdue ?? 0 }))}
      <li><div className="tile-title">{t('watch.inTimeRate', { count: days?.days.length ?? 30 })}</div><div className="tile-count">{rateWords({ answered, inTime })}</div><small className="secondary">{answered === 0 ? t('watch.noAnswers') : t('watch.answeredOf', { answered, inTime })}</small></li>
      <li className="tile-alerts"><div className="tile-title"><Icon name="bell" small className={alerts.length > 0 ? 'late' : ''} /><strong>{alertWords}</strong></div>
        {alerts.length > 0 && <><small className="secondary">{t('watch.earliest', { when: moment(alerts.at(-1)?.raisedAt) })}</small><Link className="button primary" to="/alerts">{t('watch.acknowledgeEach')}</Link></>}</li>
    </ul>
  );
}
