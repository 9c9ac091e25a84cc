import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link } from 'react-router';
import { keys } from '../api/keys';
import { dataOf, deskApi } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { mayAct, useSession } from '../session/session';
import { countdownWords } from '../time/countdown';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import type { AlarmProps } from './alarm-dialog';

/** Stays until it is registered that our people were there. */
export function AlarmStrip({ alert, request, milestone, owed, done }: AlarmProps) {
  const { t, pick, language, mark } = useWords();
  const { message, modal } = App.useApp();
  const session = useSession();
  const client = useQueryClient();
  const nameOf = useOrganisationName();
  const left = useFromTime((now) => (owed.dueAt === null ? '' : countdownWords(Date.parse(owed.dueAt), now, language)));
  const register = useMutation({
    mutationFn: () => dataOf(deskApi(session.desk!).POST('/v1/requests/{id}/supplements', { params: { path: { id: request.id }, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: { milestone: done } as never })),
    onSuccess: () => { void client.invalidateQueries({ queryKey: keys.request(request.id) }); void message.success(t('court.alarm.registered')); },
    onError: (error) => void message.error(t('move.failed', { why: error.message }), 6),
  });
  const ask = (): void => void modal.confirm({ title: t('court.alarm.registerTitle'), content: t('court.alarm.registerMore', { what: pick(owed.title, owed.name), who: request.subject?.name ?? '' }), okText: t('court.alarm.registerOk'), cancelText: t('move.cancel'), onOk: () => register.mutate() });
  return (
    <div className="alarm-strip" role="status">
      <Icon name="bell" /><div className="grow"><strong>{nameOf(request.to, 'short')}{mark.colon}{pick(milestone)} · {request.subject?.name}</strong>　{alert.note} <span className="nowrap">{pick(owed.title, owed.name)} {left}</span></div>
      <Link to={`/requests/${request.id}`}>{t('alerts.open')}</Link>
      {mayAct(session) && done !== undefined && <Button loading={register.isPending} onClick={ask}>{t('court.alarm.register')}</Button>}
    </div>
  );
}
