import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { AlertView } from '../api/request-types';
import { useContract } from '../api/use-catalogue';
import { dataOf, deskApi } from '../api/services';
import { useRequest } from '../request/use-request';
import { mayAct, useSession } from '../session/session';
import { AlarmDialog } from './alarm-dialog';
import { AlarmStrip } from './alarm-strip';

/** So many at once: each is a request that is read. */
const MOST = 10;

/**
 * What cannot wait: the other side holds somebody, or something, for us. Over any page until somebody has said who goes; then a strip until it is
 * registered that they were there. Which milestones these are, the contract says: a critical alert, and a clock of ours that begins with it.
 */
export default function HeldAlarm() {
  const session = useSession();
  const desk = deskApi(session.desk!);
  const read = (acknowledged: 'true' | 'false') => ({ queryKey: [...keys.alerts, 'must-act', acknowledged], refetchInterval: 30_000, queryFn: () => dataOf(desk.GET('/v1/alerts', { params: { query: { acknowledged, mustAct: 'true' as const, limit: 20 } } })) });
  const { data: open } = useQuery(read('false'));
  const { data: seen } = useQuery(read('true'));
  const about = (items: readonly AlertView[] | undefined) => (items ?? []).filter(({ request }) => request !== null);
  const waiting = about(open?.items).slice(0, MOST);
  const strips = about(seen?.items).filter(({ request }) => !waiting.some((one) => one.request === request)).slice(0, MOST);
  return (
    <>
      {strips.map((alert) => <OneAlarm key={alert.id} alert={alert} />)}
      {waiting.map((alert) => <OneAlarm key={alert.id} alert={alert} />)}
    </>
  );
}

function OneAlarm({ alert }: { alert: AlertView }) {
  const session = useSession();
  const { data: request } = useRequest(alert.request!);
  const contract = useContract(request?.type);
  const milestone = contract?.milestones.find(({ name, alert: raised }) => name === alert.kind && (raised as { level?: string } | undefined)?.level === 'critical');
  const rule = contract?.obligations.find(({ startsAt, owedBy }) => owedBy === 'requester' && (startsAt as { milestone?: string }).milestone === alert.kind);
  const owed = request?.obligations.find(({ name, state }) => name === rule?.name && state !== 'discharged' && state !== 'pending');
  if (request === undefined || contract === undefined || milestone === undefined || rule === undefined || owed === undefined) return null;
  const done = (rule.dischargedBy as unknown[]).flatMap((by) => (by as { milestone?: string }).milestone ?? [])[0];
  const props = { alert, request, contract, milestone: milestone.title as { zh: string; en: string }, owed, done };
  return alert.acknowledgedAt === null && mayAct(session) ? <AlarmDialog {...props} /> : <AlarmStrip {...props} />;
}
