import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { dataOf, type DeskApi } from '../api/services';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { DecideDialog, type Decision } from './decide-dialog';
import { shortId, type Letter } from './letter';
import { LetterDialog } from './letter-dialog';

/** As many as one call decides about. */
const MOST = 200;

/** Dead letters 死信 to be decided about, one or many at once; what they hold is shown masked only. */
export function DeadLetters({ api, service }: { api: DeskApi; service: string }) {
  const { t } = useWords();
  const { moment } = useMoments();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [deciding, setDeciding] = useState<{ letters: Letter[]; decision: Decision }>();
  const [looking, setLooking] = useState<Letter>();
  const { data, error, refetch } = useQuery({ queryKey: ['operations', 'letters', service], refetchInterval: 15_000, queryFn: () => dataOf(api.GET('/v1/dead-letters', { params: { query: { state: 'open', limit: MOST } } })) });
  const all = (data?.items ?? []) as Letter[];
  const items = all.filter((letter) => reason === '' || letter.reason === reason);
  const selected = items.filter(({ id }) => chosen.has(id));
  const counts = new Map<string, number>();
  for (const letter of all) counts.set(letter.reason, (counts.get(letter.reason) ?? 0) + 1);
  const toggle = (id: string): void => setChosen((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; });
  return (
    <section className="panel list" aria-labelledby="letters">
      <header><h2 id="letters">{t('operations.letters')} {all.length > 0 && <span className="secondary">{all.length}{data?.nextCursor != null && '+'}</span>}</h2>
        {data?.nextCursor != null && <span className="small secondary">{t('operations.mostShown', { count: MOST })}</span>}
        {counts.size > 1 && <label className="facet"><span>{t('operations.reasonIs')}</span><Select aria-label={t('operations.reasonIs')} value={reason} popupMatchSelectWidth={false} onChange={setReason} options={[{ value: '', label: `${t('operations.anyReason')} ${all.length}` }, ...[...counts].map(([value, count]) => ({ value, label: `${value} ${count}` }))]} /></label>}</header>
      {selected.length > 0 && (
        <div className="bulk" role="region" aria-label={t('operations.selected', { count: selected.length })}>
          <strong role="status">{t('operations.selected', { count: selected.length })}</strong>
          <Button type="primary" onClick={() => setDeciding({ letters: selected, decision: 'requeue' })}>{t('operations.requeueMany', { count: selected.length })}</Button>
          <Button danger onClick={() => setDeciding({ letters: selected, decision: 'discard' })}>{t('operations.discardMany', { count: selected.length })}</Button>
          <Button type="link" onClick={() => setChosen(new Set())}>{t('worklist.clearSelection')}</Button>
        </div>
      )}
      {data === undefined ? (error !== null ? <ErrorState title={t('operations.failed')} error={error} retry={() => void refetch()} /> : <LoadingState rows={4} />)
        : all.length === 0 ? <EmptyState icon="circle-check" title={t('operations.lettersNone')} more={t('operations.lettersNoneMore')} /> : (
          <table className="watch-table rows">
            <thead><tr>
              <th scope="col"><Checkbox aria-label={t('operations.selectAll')} checked={selected.length === items.length && items.length > 0} indeterminate={selected.length > 0 && selected.length < items.length} onChange={({ target }) => setChosen(new Set(target.checked ? items.map(({ id }) => id) : []))} /></th>
              {(['reason', 'message', 'lane', 'when'] as const).map((head) => <th key={head} scope="col">{t(`operations.${head}`)}</th>)}<th scope="col"><span className="sr-only">{t('request.more')}</span></th>
            </tr></thead>
            <tbody>
              {items.map((letter) => (
                <tr key={letter.id} data-letter={letter.id} className={chosen.has(letter.id) ? 'current' : ''}>
                  <td><Checkbox checked={chosen.has(letter.id)} aria-label={`${t('operations.select')} ${shortId(letter.id)}`} onChange={() => toggle(letter.id)} /></td>
                  <td><strong>{letter.reason}</strong><div className="line2 wrap">{letter.detail !== null && `${letter.detail} · `}{t(letter.authentic ? 'operations.vouched' : 'operations.unvouched')}</div></td>
                  <td>{letter.type ?? '–'}<div className="line2">{letter.sender} → {letter.recipient} <span className="number">{letter.request !== null && shortId(letter.request)}</span></div></td>
                  <td className="number">{letter.lane}</td><td>{moment(letter.recordedAt)}</td>
                  <td><div className="inline">
                    <Button size="small" aria-label={t('operations.lookAt', { id: shortId(letter.id) })} onClick={() => setLooking(letter)}>{t('operations.look')}</Button>
                    {(['requeue', 'discard'] as const).map((decision) => <Button key={decision} size="small" danger={decision === 'discard'} aria-label={`${t(`operations.${decision}`)} ${shortId(letter.id)}`} onClick={() => setDeciding({ letters: [letter], decision })}>{t(`operations.${decision}`)}</Button>)}
                  </div></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      {deciding && <DecideDialog api={api} {...deciding} onClose={() => setDeciding(undefined)} onDecided={() => { setDeciding(undefined); setChosen(new Set()); }} />}
      {looking && <LetterDialog api={api} letter={looking} onClose={() => setLooking(undefined)} />}
    </section>
  );
}
