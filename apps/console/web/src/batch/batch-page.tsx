import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { useContract } from '../api/use-catalogue';
import { apiFetch } from '../api/call';
import { fetchFile, saveBlob } from '../api/save-file';
import { courtApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { Icon } from '../parts/icon';
import { ErrorState, LoadingState } from '../parts/states';
import { ProblemNotice } from '../parts/problem-notice';
import { useSession } from '../session/session';
import { useWords, type Bilingual } from '../words/i18n';
import { faultsOfLine, summaryOf, type Line, type LineFault } from './line-faults';
import { useFieldWords } from './use-field-words';

/** How far a batch has come, and what became of every line; refused lines first. */
export default function BatchPage() {
  const { t, pick } = useWords();
  const { id = '' } = useParams();
  const { desk } = useSession();
  const nameOf = useOrganisationName();
  const api = courtApi(desk!);
  const { data: batch, error, refetch } = useQuery({ queryKey: courtKeys.batch(id), queryFn: () => dataOf(api.GET('/v1/request-batches/{id}', { params: { path: { id } } })), refetchInterval: ({ state }) => (state.data?.sent === true ? 30_000 : 1_500) });
  const { data: result, error: unread, refetch: readAgain } = useQuery({ queryKey: [...courtKeys.batchResult(id), batch?.open, batch?.accepted], enabled: batch !== undefined, placeholderData: (before) => before, queryFn: async () => ((await (await apiFetch(`${location.origin}/api/${desk!}/v1/request-batches/${id}/result?format=json`)).json()) as { items: Line[] }).items });
  const download = useMutation({
    mutationFn: async () => saveBlob(await fetchFile(desk!, `/v1/request-batches/${id}/result?format=csv`), `batch-${id}.csv`),
  });
  const contract = useContract(batch?.type);
  const fields = useFieldWords();
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  if (batch === undefined) return <LoadingState />;
  const lines = [...(result ?? [])].sort((a, b) => Number(b.refusal !== null) - Number(a.refusal !== null) || a.line - b.line);
  const done = batch.lines - batch.open;
  const faults = new Map(lines.flatMap(({ line, refusal }) => (refusal === null ? [] : [[line, faultsOfLine(refusal, contract, pick, fields)] as const])));
  const summary = summaryOf([...faults.values()]);
  return (
    <div className="page">
      <div className="page-head"><div className="grow"><div className="small secondary crumbs"><Link to="/batches">{t('court.batch.title')}</Link><Icon name="chevron-right" small /></div><h1>{pick(batch.title as Bilingual | undefined, batch.type)} · {t('court.batch.count', { count: batch.lines })}</h1></div>
        <Button icon={<Icon name="download" small />} loading={download.isPending} onClick={() => download.mutate()}>{t('court.batch.download')}</Button></div>
      <ProblemNotice error={download.error} />
      <section className="panel"><div className="body"><div className="between"><span role="status">{t('court.batch.progress', { done, count: batch.lines })} · <span className="ok">{t('court.batch.accepted', { count: batch.accepted })}</span> · <span className={batch.refused > 0 ? 'late' : 'secondary'}>{t('court.batch.refused', { count: batch.refused })}</span></span></div>
        <progress className="progress" max={batch.lines} value={done} aria-label={t('court.batch.progress', { done, count: batch.lines })} />
        {faults.size > 1 && <details className="gap"><summary>{t('court.batch.summary', { count: summary.length })}</summary><ul className="faults">{summary.map((one) => <li key={one.field + one.what}><strong className="late">{t('court.batch.times', { count: one.count })}</strong> <FaultWords fault={one} /></li>)}</ul></details>}</div></section>
      <section className="panel gap" aria-label={t('court.batch.lines')}>
        {result === undefined && (unread !== null ? <ErrorState error={unread} retry={() => void readAgain()} /> : <LoadingState rows={6} />)}
        <table className="table"><thead><tr><th>{t('court.batch.line')}</th><th>{t('court.sent.to')}</th><th>{t('request.subject')}</th><th>{t('court.sent.progress')}</th><th>{t('court.batch.fault')}</th></tr></thead>
          <tbody>{lines.map(({ line, to, subject, request, state, standing, refusal }) => (
            <tr key={line}><td>{line}</td><td>{to == null ? '—' : nameOf(to, 'short')}</td><td>{subject?.name} <span className="number secondary">{subject?.idNumber ?? subject?.creditCode}</span></td>
              <td>{request === null || refusal !== null ? <span className={refusal === null ? 'secondary' : 'late'}><Icon name={refusal === null ? 'clock' : 'octagon'} small /> {t(`court.batch.standing.${standing as 'open'}`)}</span> : <Link to={`/requests/${request}`}>{t(`requestState.${(state ?? 'submitted') as 'submitted'}`)}</Link>}</td>
              <td>{faults.get(line)?.map((fault) => <div key={fault.field + fault.what} className="late wrap"><FaultWords fault={fault} /></div>)}</td></tr>
          ))}</tbody></table>
      </section>
    </div>
  );
}

function FaultWords({ fault: { field, what } }: { fault: LineFault }) {
  const { mark } = useWords();
  return <>{field !== '' && <strong>{field}{mark.colon}</strong>}{what}</>;
}
