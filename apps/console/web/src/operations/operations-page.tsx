import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { coordinatorApi, dataOf, deskApi, type DeskApi } from '../api/services';
import { settings } from '../app/settings';
import { Icon } from '../parts/icon';
import { Loaded } from '../parts/loaded';
import { ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { lengthWords } from '../time/countdown';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { DeadLetters } from './dead-letters';
import '../watch/watch.css';

/** For those who run a service: is it there, what stands still, and what it refused for good. */
export default function OperationsPage() {
  const { t } = useWords();
  const { desk } = useSession();
  const service = desk ?? 'coordinator';
  // Each service has these resources; one's own is asked.
  const api = desk === undefined ? (coordinatorApi as unknown as DeskApi) : deskApi(desk);
  return (
    <div className="page watch">
      <div className="page-head"><h1>{t('operations.title')}</h1><span className="secondary grow">{t('operations.more')}</span></div>
      <div className="watch-row two"><Services /><StandingPanel api={api} service={service} /></div>
      <DeadLetters api={api} service={service} />
      <Actions api={api} service={service} />
    </div>
  );
}

interface Health { state: 'ready' | 'notReady' | 'unreachable'; why?: string }

/** Asked without a token, as a load balancer asks; what is missing is said by the service itself. */
async function healthOf(service: string, language: string): Promise<Health> {
  try {
    const response = await fetch(`/api/${service}/health/ready`, { headers: { 'Accept-Language': language }, cache: 'no-store' });
    if (response.ok) return { state: 'ready' };
    const body = (await response.json().catch(() => ({}))) as { error?: string; detail?: string; checks?: object };
    return { state: body.checks === undefined ? 'unreachable' : 'notReady', why: body.detail };
  } catch {
    return { state: 'unreachable' };
  }
}

function Services() {
  const { t, language } = useWords();
  const { data, refetch, isFetching } = useQuery({ queryKey: ['operations', 'health', language], refetchInterval: 10_000, staleTime: 0, queryFn: async () => Object.fromEntries(await Promise.all(settings.services.map(async (name) => [name, await healthOf(name, language)] as const))) as Record<string, Health> });
  const looks = { ready: ['circle-check', 'ok'], notReady: ['triangle', 'risk'], unreachable: ['octagon', 'late'] } as const;
  return (
    <section className="panel" aria-labelledby="services">
      <header><h2 id="services">{t('operations.services')}</h2><Button size="small" loading={isFetching} onClick={() => void refetch()}>{t('operations.recheck')}</Button></header>
      <table className="watch-table"><tbody>
        {settings.services.map((name) => {
          const health = data?.[name];
          const [icon, tone] = health === undefined ? ['clock', 'plain'] as const : looks[health.state];
          return <tr key={name}><th scope="row">{name}</th><td><span className={`due ${tone}`}><Icon name={icon} small />{t(health === undefined ? 'operations.asking' : `operations.${health.state}`)}</span></td><td className="small secondary">{health?.why}</td></tr>;
        })}
      </tbody></table>
    </section>
  );
}

interface PartProps { api: DeskApi; service: string }

function StandingPanel({ api, service }: PartProps) {
  const { t, language } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['operations', 'standing', service], refetchInterval: 10_000, queryFn: () => dataOf(api.GET('/v1/standing')) });
  const behind = data?.lanes?.reduce((sum, { lag }) => sum + lag, 0) ?? 0;
  return (
    <section className="panel" aria-labelledby="standing">
      <header><h2 id="standing">{t('operations.standing')}</h2><span className="small secondary">{t('operations.own', { name: service })}{data && ` · ${t('operations.replicas', { count: data.replicas })}`}</span></header>
      {data === undefined ? (error !== null ? <ErrorState title={t('operations.failed')} error={error} retry={() => void refetch()} /> : <LoadingState rows={5} />) : (
        <>
          <table className="watch-table">
            <thead><tr><th scope="col">{t('operations.what')}</th><th scope="col" className="num">{t('operations.messages')}</th><th scope="col" className="num">{t('operations.oldest')}</th></tr></thead>
            <tbody>{(['unpublished', 'unhandled', 'parked', 'deadLetters'] as const).map((name) => <tr key={name}><th scope="row">{t(`operations.${name}`)}</th><td className="num">{data[name].messages}</td><td className="num">{data[name].messages === 0 ? '–' : lengthWords(data[name].oldestSeconds * 1000, language)}</td></tr>)}</tbody>
          </table>
          <div className="body">{data.lanes === null ? <span className="risk">{t('operations.lanesUnknown')}</span> : behind === 0 ? <span className="due ok"><Icon name="circle-check" small />{t('operations.lanes', { count: 0 })}</span> : <details><summary>{t('operations.lanes', { count: behind })}</summary><ul>{data.lanes.filter(({ lag }) => lag > 0).map(({ lane, lag }) => <li key={lane} className="between"><span className="number">{lane}</span>{lag}</li>)}</ul></details>}</div>
        </>
      )}
    </section>
  );
}

function Actions({ api, service }: PartProps) {
  const { t, mark } = useWords();
  const { moment } = useMoments();
  const query = useQuery({ queryKey: ['operations', 'actions', service], queryFn: () => dataOf(api.GET('/v1/operator-actions', { params: { query: { limit: 20 } } })) });
  return (
    <section className="panel" aria-labelledby="actions">
      <header><h2 id="actions">{t('operations.actions')}</h2></header>
      <Loaded query={query} title={t('operations.failed')}>{({ items }) => <div className="body">{items.length === 0 ? <span className="secondary">{t('operations.noActions')}</span> : <ol className="calls">{items.map((one) => <li key={one.id} className="between"><span><strong>{one.action}</strong> {one.by}{one.reason !== null && `${mark.colon}${one.reason}`}</span><span className="secondary small">{one.outcome} · {moment(one.at)}</span></li>)}</ol>}</div>}</Loaded>
    </section>
  );
}
