import { Button } from 'antd';
import { useNavigate, useParams } from 'react-router';
import type { RequestDetail } from '../api/request-types';
import { useContract } from '../api/use-catalogue';
import { useOrganisationName } from '../api/use-organisations';
import { ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { momentWords } from '../time/countdown';
import { serverNow } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { ValueList } from './field-value';
import { useRequest } from './use-request';

/** The notice (协助执行通知书) or the receipt (回执) on one sheet: for the file, or as PDF by the browser. Numbers stand in it whole, as on paper. */
export default function PrintPage() {
  const { id = '', what = 'notice' } = useParams();
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: request, error, refetch } = useRequest(id);
  const other = what === 'receipt' ? 'notice' : 'receipt';
  if (error !== null && request === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (request === undefined) return <LoadingState />;
  return (
    <div className="print-page">
      <div className="inline no-print"><Button onClick={() => void navigate(`/requests/${id}`)}>{t('print.close')}</Button><Button onClick={() => void navigate(`/requests/${id}/print/${other}`)}>{t(other === 'receipt' ? 'request.printReceipt' : 'request.printNotice')}</Button><Button type="primary" onClick={() => window.print()}>{t('print.print')}</Button></div>
      <Sheet request={request} receipt={what === 'receipt'} />
    </div>
  );
}

function Sheet({ request, receipt }: { request: RequestDetail; receipt: boolean }) {
  const { t, pick, language } = useWords();
  const { moment } = useMoments();
  const { name } = useSession();
  const nameOf = useOrganisationName();
  const contract = useContract(request.type);
  const fields = (part: 'request' | 'reply') => contract?.[part].form.fields.filter(({ pointer }) => pointer?.startsWith('/details/')) ?? [];
  const number = request.subject?.idNumber ?? request.subject?.creditCode;
  const rows: [string, string][] = [
    [t('print.caseNumber'), request.caseNumber], [t('print.from'), nameOf(request.from)], [t('print.to'), nameOf(request.to)], [t('request.type'), pick(request.title, request.type)], [t('request.urgency'), t(`urgency.${request.urgency}`)],
    [t('request.subject'), [request.subject?.name, number].filter(Boolean).join('　')], [t('print.submitted'), moment(request.submittedAt)], [t('print.delivered'), moment(request.deliveredAt)],
  ];
  return (
    <article className="sheet">
      <h1>{pick(request.title, request.type)}　{t(receipt ? 'print.receipt' : 'print.notice')}</h1>
      <p className="number">{t('print.of', { id: request.id })}</p>
      <dl className="values">{rows.filter(([, value]) => value !== '').map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
      {receipt ? <>
        <h2>{t('print.result')}</h2>
        {request.replies.length === 0 && <p>{t('print.none')}</p>}
        {request.replies.map((reply) => (
          <section key={reply.at}><h3>{t(reply.final ? 'request.finalReply' : 'request.interimReply')}　{pick(contract?.outcomes.find((one) => one.name === reply.outcome)?.title, reply.outcome ?? '')}　{moment(reply.at)}</h3>{reply.details !== null && <ValueList fields={fields('reply')} values={reply.details} shown />}</section>
        ))}
      </> : <>
        <h2>{t('request.asked')}</h2>
        <ValueList fields={fields('request')} values={request.details ?? {}} shown />
        {request.officers.length > 0 && <><h2>{t('request.officers')}</h2>{request.officers.map(({ name: officer, workCard, dutyCard }) => <p key={officer + workCard}>{officer}　{t('request.workCard', { card: workCard })}　{t('request.dutyCard', { card: dutyCard })}</p>)}</>}
        <h2>{t('print.documents')}</h2>
        <ul>{request.documents.map((document) => <li key={document.id}>{document.kind}　<span className="number">sha256 {document.sha256}</span></li>)}</ul>
      </>}
      <p className="seal">{nameOf(receipt ? request.to : request.from)}　{t('print.seal')}</p>
      <footer>{t('print.printedAt', { when: momentWords(serverNow(), serverNow(), language), who: name })}</footer>
    </article>
  );
}
