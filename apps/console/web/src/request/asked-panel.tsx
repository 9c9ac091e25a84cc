import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { RequestDetail } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import type { ContractEntry } from '../forms/contract-entry';
import { Icon } from '../parts/icon';
import { MaskedValue } from '../parts/masked-value';
import { ProblemNotice } from '../parts/problem-notice';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { ValueList } from './field-value';

interface AskedPanelProps { request: RequestDetail; contract: ContractEntry | undefined; shown: boolean; onShow: (shown: boolean) => void }

/** What is asked, in the words of the form. Whole numbers are shown after the service has recorded that somebody wanted them. */
export function AskedPanel({ request, contract, shown, onShow }: AskedPanelProps) {
  const { t, mark } = useWords();
  const { desk } = useSession();
  const show = useMutation({
    mutationFn: () => dataOf(deskApi(desk!).GET('/v1/requests/{id}', { params: { path: { id: request.id }, query: { full: 'true' } } })),
    onSuccess: () => onShow(true),
  });
  const fields = contract?.request.form.fields.filter(({ pointer }) => pointer?.startsWith('/details/')) ?? [];
  const { subject } = request;
  const number = subject?.idNumber ?? subject?.creditCode;
  return (
    <section className="panel" aria-labelledby="asked">
      <header><h2 id="asked">{t(request.box === 'received' ? 'request.asked' : 'request.askedUs')}</h2>
        <Button type="link" size="small" className="no-print" icon={<Icon name="eye" small />} aria-pressed={shown} loading={show.isPending} onClick={() => (shown ? onShow(false) : show.mutate())}>{t(shown ? 'request.hide' : 'request.showFull')}</Button></header>
      <div className="body">
        <ProblemNotice error={show.error} />
        {request.details === null && <p className="late">{t('request.unreadable')}</p>}
        <dl className="values">
          {subject !== null && <div><dt>{t('request.subject')}</dt><dd>{subject.name}{number !== undefined && <><br /><MaskedValue value={number} kind={subject.idNumber === undefined ? 'creditCode' : 'idNumber'} shown={shown} /></>}</dd></div>}
        </dl>
        <ValueList fields={fields} values={request.details ?? {}} shown={shown} />
        {request.officers.length > 0 && <dl className="values"><div><dt>{t('request.officers')}</dt><dd>{request.officers.map(({ name, workCard }) => <div key={name + workCard}>{name}　<span className="secondary">{t('request.workCard', { card: workCard })}</span></div>)}</dd></div></dl>}
        {request.returned && <dl className="values"><div><dt>{t('request.returnedWhy')}</dt><dd>{request.returned.reason} {request.returned.missing.length > 0 && t('request.missing', { list: request.returned.missing.join(mark.list) })}</dd></div></dl>}
        {request.onDuty && request.onDuty.length > 0 && <dl className="values"><div><dt>{t('request.onDuty')}</dt><dd>{request.onDuty.map(({ name, phone }) => <div key={phone}>{name} <a href={`tel:${phone}`}>{phone}</a></div>)}</dd></div></dl>}
      </div>
    </section>
  );
}
