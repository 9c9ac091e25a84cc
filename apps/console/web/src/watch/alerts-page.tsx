import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Radio } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { keys } from '../api/keys';
import { coordinatorApi, dataOf } from '../api/services';
import { alertTitle } from '../app/alert-title';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { ReasonDialog } from './reason-dialog';
import { stepWords } from './step-words';
import { useAlerts, useLiveNumbers, type Alert } from './use-watch';
import './watch.css';

/** What the organisation was told as a superior or supervising body. It stays until somebody says what is being done. */
export default function AlertsPage() {
  const { t, language } = useWords();
  const { moment } = useMoments();
  const [params, setParams] = useSearchParams();
  const all = params.get('all') !== null;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAlerts(!all);
  const [chosen, setChosen] = useState<Alert>();
  useLiveNumbers();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const title = (alert: Alert): string => (alert.step?.startsWith('escalation') ? stepWords(alert.step, t) : alertTitle(alert.kind, undefined, language));
  return (
    <div className="page watch">
      <div className="page-head"><h1>{t('watch.alertsTitle')}</h1><span className="secondary grow">{t('watch.alertsMore')}</span>
        <Radio.Group optionType="button" aria-label={t('watch.alertsTitle')} value={all} onChange={({ target }) => setParams(target.value === true ? { all: '1' } : {}, { replace: true })} options={[{ value: false, label: t('watch.onlyOpen') }, { value: true, label: t('watch.allAlerts') }]} /></div>
      <section className="panel list">
        {data === undefined ? (error !== null ? <ErrorState title={t('watch.failedAlerts')} error={error} retry={() => void refetch()} /> : <LoadingState rows={6} />)
          : items.length === 0 ? <EmptyState icon="circle-check" title={t(all ? 'watch.noAlerts' : 'watch.alertsNone')} more={t('watch.noAlertsMore')} /> : (
            <table className="watch-table rows">
              <thead><tr>{(['alert', 'when', 'item', 'standing'] as const).map((head) => <th key={head} scope="col">{t(`watch.column.${head}`)}</th>)}</tr></thead>
              <tbody>
                {items.map((alert) => (
                  <tr key={alert.id} data-alert={alert.id}>
                    <td><span className={`due ${alert.level === 'critical' ? 'late' : 'risk'}`}><Icon name={alert.level === 'critical' ? 'octagon' : 'triangle'} /><strong>{title(alert)}</strong></span></td>
                    <td>{moment(alert.raisedAt)}</td>
                    <td>{alert.request !== null && <Link to={`/requests/${alert.request}`}>{t('watch.goToItem')} <span className="number">{alert.request.slice(-6).toUpperCase()}</span></Link>}</td>
                    <td>{alert.acknowledgedAt === null ? <Button className="outline" aria-label={`${t('watch.acknowledge')} ${title(alert)} ${alert.request?.slice(-6).toUpperCase() ?? ''}`} onClick={() => setChosen(alert)}>{t('watch.acknowledge')}</Button>
                      : <><div className="line2">{t('watch.acknowledged', { who: alert.acknowledgedBy ?? '', when: moment(alert.acknowledgedAt) })}</div><div>{alert.note}</div></>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
      </section>
      {hasNextPage && <div className="more"><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('watch.more')}</Button></div>}
      {chosen && <AcknowledgeDialog alert={chosen} title={title(chosen)} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function AcknowledgeDialog({ alert, title, onClose }: { alert: Alert; title: string; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <ReasonDialog title={t('watch.acknowledgeTitle')} what={<><strong>{title}</strong> {alert.request !== null && <span className="number">{alert.request.slice(-6).toUpperCase()}</span>}</>} more={t('watch.acknowledgeMore')} label={t('watch.note')} ok={t('watch.acknowledgeOk')} no={t('watch.notNow')} onClose={onClose}
      send={(note) => dataOf(coordinatorApi.POST('/v1/alerts/{id}/acknowledgement', { params: { path: { id: alert.id } }, body: { note } }))}
      onDone={() => { void client.invalidateQueries({ queryKey: keys.alerts }); void message.success(t('watch.acknowledgeOk')); onClose(); }} />
  );
}
