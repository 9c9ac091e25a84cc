import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useOrganisationName } from '../api/use-organisations';
import { dataOf, deskApi } from '../api/services';
import { useWords } from '../words/i18n';

/** Kinds of alerts that somebody may have raised by hand, with words of their own. */
export const withReason: readonly string[] = ['urge', 'escalation'];

/** Why somebody urges or has handed up. It may name persons: so it is read on demand, which is recorded, and is no part of the list. */
export function AlertReason({ id, desk }: { id: string; desk: string }) {
  const { t } = useWords();
  const nameOf = useOrganisationName();
  const [asked, setAsked] = useState(false);
  const { data, error } = useQuery({ queryKey: keys.alertNotice(id), enabled: asked, staleTime: Infinity, queryFn: () => dataOf(deskApi(desk).GET('/v1/alerts/{id}/supervision', { params: { path: { id } } })) });
  if (data === undefined) return <div><Button type="link" size="small" loading={asked && error === null} onClick={() => setAsked(true)}>{t('alerts.reason')}</Button>{error !== null && <span className="late small" role="alert">{t('request.toldFailed')}</span>}</div>;
  const said = data.by === undefined ? t('alerts.noReasonByRule') : data.reason === undefined ? t('request.noReason') : t('request.reasonOf', { reason: data.reason });
  return <div className="small wrap" role="status">{data.by !== undefined && <strong>{nameOf(data.by, 'short')} </strong>}{said}</div>;
}
