import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AutoComplete, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../api/keys';
import type { AlertView, ObligationView, RequestDetail } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import type { ContractEntry } from '../forms/contract-entry';
import { fromLocal, toLocal } from '../forms/moment-input';
import { Countdown } from '../parts/due-tag';
import { Icon } from '../parts/icon';
import { ProblemNotice } from '../parts/problem-notice';
import { TurnTag } from '../parts/turn-tag';
import { ValueList } from '../request/field-value';
import { useSession } from '../session/session';
import { lengthWords } from '../time/countdown';
import { useFromTime } from '../time/server-clock';
import { useWords, type Bilingual } from '../words/i18n';
import { limitWords } from '../words/limit';
import { useMoments } from '../words/moment';
import { useRinging } from './ringing';

export interface AlarmProps { alert: AlertView; request: RequestDetail; contract: ContractEntry; milestone: Bilingual; owed: ObligationView; /** The milestone that says it is done. */ done: string | undefined }

/** Over the page and not to be closed: what to do, where, by when. Saying who goes stops the bell and nothing else. */
export function AlarmDialog({ alert, request, contract, milestone, owed }: AlarmProps) {
  const { t, pick, language, mark } = useWords();
  const { moment } = useMoments();
  const { desk, name } = useSession();
  const client = useQueryClient();
  const nameOf = useOrganisationName();
  const api = deskApi(desk!);
  const { muted, mute } = useRinging();
  const { data: colleagues } = useQuery({ queryKey: keys.colleagues, queryFn: () => dataOf(api.GET('/v1/colleagues')) });
  const [first, setFirst] = useState(name);
  const [second, setSecond] = useState('');
  const [arrive, setArrive] = useState<string>();
  const [shown, setShown] = useState(false);
  const since = useFromTime((now) => lengthWords(Math.max(0, now - Date.parse(alert.raisedAt)), language));
  const show = useMutation({ mutationFn: () => dataOf(api.GET('/v1/requests/{id}', { params: { path: { id: request.id }, query: { full: 'true' } } })), onSuccess: () => setShown(true) });
  const acknowledge = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/alerts/{id}/acknowledgement', { params: { path: { id: alert.id } }, body: { note: t('court.alarm.note', { who: [first, second].map((one) => one.trim()).filter(Boolean).join(mark.list), when: toLocal(arrive!).replace('T', ' ') }) } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.alerts }),
  });
  const reply = request.replies.findLast((one) => one.milestone === alert.kind);
  const fields = contract.reply.form.fields.filter(({ pointer }) => pointer?.startsWith('/details/'));
  const people = (colleagues?.items ?? []).map((one) => ({ value: one.name }));
  const ready = first.trim() !== '' && second.trim() !== '' && arrive !== undefined;
  const number = request.subject?.idNumber ?? request.subject?.creditCode ?? '';
  return (
    <Modal open closable={false} keyboard={false} mask={{ closable: false }} footer={null} width={760} className="alarm" title={(
      <div className="alarm-head"><Icon name="bell" className="big" /><div className="grow"><strong>{t('court.alarm.title', { who: nameOf(request.to, 'short'), what: pick(milestone), todo: pick(owed.title, owed.name) })}</strong>
        <small className="block">{pick(request.title, request.type)} · {request.caseNumber} · {t('court.alarm.since', { time: since })}</small></div>
        <span className="small">{t(muted ? 'court.alarm.muted' : 'court.alarm.ringing')}</span>{!muted && <button type="button" className="link" onClick={mute}>{t('court.alarm.mute')}</button>}</div>
    )}>
      <div className="alarm-body">
        <div>
          <dl className="values">
            <div><dt>{t('request.subject')}</dt><dd><strong>{request.subject?.name}</strong> <span className="number">{number.slice(0, 4)}{'*'.repeat(Math.max(0, number.length - 8))}{number.slice(-4)}</span></dd></div>
            <div><dt>{t('answer.title')}</dt><dd>{moment(alert.raisedAt)} {nameOf(request.to)}</dd></div>
          </dl>
          <ValueList fields={fields} values={reply?.details ?? {}} shown={shown} />
          <Button type="link" size="small" className="flush" icon={<Icon name="eye" small />} loading={show.isPending} disabled={shown} onClick={() => show.mutate()}>{t('court.alarm.showPlace')}</Button>
          {(alert.onDuty ?? []).length > 0 && <dl className="values"><div><dt>{t('request.onDuty')}</dt><dd>{alert.onDuty!.map((one) => <div key={one.phone}>{one.name} <a href={`tel:${one.phone}`}>{one.phone}</a></div>)}</dd></div></dl>}
        </div>
        <div className="clock ok"><div className="inline"><TurnTag request={request} /><strong>{pick(owed.title, owed.name)}</strong></div><Countdown request={request} size="header" /><p className="line2 wrap">{limitWords(owed, t, pick)}</p></div>
      </div>
      <ProblemNotice error={acknowledge.error} />
      <h3>{t('court.alarm.who')}</h3>
      <div className="fields three">
        <div className="field"><label htmlFor="goes-1">{t('court.alarm.first')} <b className="late">*</b></label><AutoComplete id="goes-1" className="wide" options={people} value={first} onChange={setFirst} /></div>
        <div className="field"><label htmlFor="goes-2">{t('court.alarm.second')} <b className="late">*</b></label><AutoComplete id="goes-2" className="wide" options={people} value={second} onChange={setSecond} /></div>
        <div className="field"><label htmlFor="arrives">{t('court.alarm.arrive')} <b className="late">*</b></label><Input id="arrives" type="datetime-local" value={toLocal(arrive ?? '')} onChange={({ target }) => setArrive(fromLocal(target.value))} /></div>
      </div>
      <div className="between wrap alarm-foot"><small className="secondary grow">{t('court.alarm.only')}</small><Link to={`/requests/${request.id}`} target="_blank">{t('alerts.open')}</Link>
        <Button type="primary" size="large" disabled={!ready} loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>{t('court.alarm.acknowledge')}</Button></div>
    </Modal>
  );
}
