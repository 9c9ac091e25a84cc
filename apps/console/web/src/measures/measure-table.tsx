import { Button, Checkbox } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { useOrganisationName } from '../api/use-organisations';
import { yuanWords } from '../forms/money';
import { Icon, type IconName } from '../parts/icon';
import { mayAct, useSession } from '../session/session';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { canRenew, daysLeft, lapseGroup, renewalSent, shanghaiDay, SOON, standingOf, type Measure, type Standing } from './lapse';

const icons: Record<Standing, { icon: IconName; tone: string }> = {
  in_time: { icon: 'circle-check', tone: 'ok' }, at_risk: { icon: 'triangle', tone: 'risk' }, lapsed: { icon: 'octagon', tone: 'late' }, waiting: { icon: 'lines', tone: 'plain' }, ended: { icon: 'check', tone: 'plain' },
  open_end: { icon: 'circle-check', tone: 'ok' }, asked: { icon: 'clock', tone: 'plain' },
};

/** What it is on, in one line; numbers come masked, and codes of choices say nothing to people. */
const objectWords = (object: Record<string, unknown>): string => Object.values(object).filter((value): value is string => typeof value === 'string' && /[\d\u4e00-\u9fff]/.test(value)).slice(0, 1).join(' ');

interface MeasureTableProps { items: readonly Measure[]; /** Under heads by how soon. */ grouped?: boolean; open?: string; onRenew?: (measure: Measure) => void; /** Ids of those that are selected; only what can be renewed can be. */ chosen?: ReadonlySet<string>; onChoose?: (ids: ReadonlySet<string>) => void }

/** Measures, what lapses first at the top. A waiting one shows its rank and no countdown. */
export function MeasureTable({ items, grouped = false, open, onRenew, chosen, onChoose }: MeasureTableProps) {
  const { t, pick } = useWords();
  const session = useSession();
  const nameOf = useOrganisationName();
  const today = useFromTime(shanghaiDay);
  const choosing = onChoose !== undefined && chosen !== undefined && mayAct(session);
  const choosable = items.filter(canRenew);
  const toggle = (id: string): void => { const next = new Set(chosen); if (!next.delete(id)) next.add(id); onChoose?.(next); };
  return (
    <table className="table measures">
      <thead><tr>{choosing && <th><Checkbox aria-label={t('court.ledger.selectAll')} disabled={choosable.length === 0} checked={choosable.length > 0 && choosable.every(({ id }) => chosen.has(id))} indeterminate={choosable.some(({ id }) => chosen.has(id)) && !choosable.every(({ id }) => chosen.has(id))} onChange={({ target }) => onChoose(new Set(target.checked ? choosable.map(({ id }) => id) : []))} /></th>}<th aria-sort="ascending">{t('court.ledger.left')} ↑</th><th>{t('court.ledger.what')}</th><th>{t('court.ledger.who')}</th><th className="right">{t('court.ledger.amount')}</th><th>{t('court.ledger.rank')}</th><th className="right">{t('worklist.columns.next')}</th></tr></thead>
      <tbody>
        {items.map((measure, at) => {
          const { id, kind, title, state, until, amount, rank, caseNumber, debtor, object, recipient, request, renewals } = measure;
          const standing = standingOf(measure, today);
          const group = lapseGroup(measure, today);
          const { icon, tone } = icons[standing];
          const left = until === null ? undefined : daysLeft(until, today);
          const big = standing === 'waiting' || standing === 'open_end' ? t('court.ledger.noClock') : standing === 'ended' || standing === 'asked' ? t(`court.measureState.${state}`) : left! < 0 ? t('court.ledger.lapsedFor', { count: -left! }) : t('court.ledger.days', { count: left });
          const sent = renewalSent(measure);
          return (
            <Fragment key={id}>
              {grouped && (at === 0 || lapseGroup(items[at - 1]!, today) !== group) && <tr className="group"><th colSpan={choosing ? 7 : 6} scope="rowgroup">{t(`court.ledger.group.${group}`)}</th></tr>}
              <tr className={open === id ? 'current' : ''} data-measure={id} data-kind={kind}>
                {choosing && <td>{canRenew(measure) && <Checkbox checked={chosen.has(id)} aria-label={t('court.ledger.select', { what: `${pick(title)} ${nameOf(recipient, 'short')}` })} onChange={() => toggle(id)} />}</td>}
                <td><div className={`left ${tone}`}><Icon name={icon} /><strong>{big}</strong></div><small className="secondary"><span className={tone}>{t(`court.standing.${standing}`)}</span>{until !== null && standing !== 'waiting' && ` · ${t('court.ledger.until', { day: until })}`}</small></td>
                <td><Link to={`/requests/${request}`}><strong>{pick(title)}</strong></Link><small className="secondary block">{nameOf(recipient, 'short')} <span className="number">{objectWords(object)}</span></small></td>
                <td>{debtor.name} <span className="number secondary">{debtor.idNumber ?? debtor.creditCode}</span><small className="block"><Link to={`/cases/${encodeURIComponent(caseNumber)}`}>{caseNumber}</Link></small></td>
                <td className="right">{yuanWords(amount)}</td>
                <td className="rank">{state === 'waiting' ? t('court.ledger.waiting', { rank: rank ?? 1 }) : t(`court.measureState.${state}`)}<small className="secondary block">{state === 'in_effect' && t(renewals > 0 ? 'court.ledger.renewed' : 'court.ledger.first', { count: renewals })}</small></td>
                <td className="right">{sent ? <span className="secondary"><Icon name="clock" small /> {t('court.ledger.renewalSent')}</span>
                  : onRenew && canRenew(measure) && mayAct(session) ? <Button size="small" className={left! <= SOON ? 'outline' : ''} aria-pressed={open === id} onClick={() => onRenew(measure)}>{t(open === id ? 'court.ledger.opened' : 'court.ledger.renew')}</Button>
                    : <Link className="button small" to={`/requests/${request}`}>{t('next.view')}</Link>}</td>
              </tr>
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
