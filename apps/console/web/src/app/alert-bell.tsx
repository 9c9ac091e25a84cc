import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../api/keys';
import { coordinatorApi, dataOf, deskApi, type DeskApi } from '../api/services';
import { Icon } from '../parts/icon';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { AlertReason, withReason } from './alert-reason';
import { alertTitle } from './alert-title';

/** Unacknowledged alerts of the organisation; red when one of them cannot wait. */
export function AlertBell() {
  const { t, language } = useWords();
  const { moment } = useMoments();
  const session = useSession();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  // A supervising body is told at the coordinator; both have the same alerts.
  const desk = session.desk === undefined ? (coordinatorApi as unknown as DeskApi) : deskApi(session.desk);
  const { data, error, refetch } = useQuery({ queryKey: keys.alerts, queryFn: () => dataOf(desk.GET('/v1/alerts', { params: { query: { acknowledged: 'false', limit: 50 } } })), refetchInterval: 60_000 });
  const acknowledge = useMutation({
    mutationFn: (id: string) => dataOf(desk.POST('/v1/alerts/{id}/acknowledgement', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.alerts }),
  });
  const items = data?.items ?? [];
  const unread = data === undefined && error !== null;
  const content = unread ? <p className="late">{t('alerts.failed')} <Button size="small" onClick={() => void refetch()}>{t('state.retry')}</Button></p> : items.length === 0 ? <p className="secondary">{t('alerts.none')}</p> : (
    <ul className="alert-list">
      {items.map(({ id, kind, level, raisedAt, request, detail }) => (
        <li key={id}>
          <Icon name={level === 'critical' ? 'octagon' : level === 'warning' ? 'triangle' : 'info'} className={level === 'critical' ? 'late' : level === 'warning' ? 'risk' : ''} />
          <div className="grow"><div>{alertTitle(kind, detail, language)}</div><small className="secondary">{moment(raisedAt)}</small>{session.desk !== undefined && withReason.includes(kind) && <AlertReason id={id} desk={session.desk} />}</div>
          {request !== null && <Link to={`/requests/${request}`} onClick={() => setOpen(false)}>{t('alerts.open')}</Link>}
          {mayAct(session) && <Button size="small" onClick={() => acknowledge.mutate(id)}>{t('alerts.acknowledge')}</Button>}
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={t('alerts.title')} content={content} open={open} onOpenChange={setOpen}>
      <Button type="text" size="small" className={items.some(({ level }) => level === 'critical') ? 'late' : ''} aria-label={unread ? t('alerts.failed') : t('bar.alerts', { count: items.length })} icon={<Icon name="bell" />}>{unread ? '?' : items.length}{data?.nextCursor != null && '+'}</Button>
    </Popover>
  );
}
