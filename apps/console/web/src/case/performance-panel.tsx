import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { keys } from '../api/keys';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { isProblem } from '../api/problem';
import type { FormField } from '../forms/contract-entry';
import { FieldList } from '../forms/field-list';
import { yuanWords } from '../forms/money';
import type { Values } from '../forms/values';
import { pruned } from '../forms/values';
import { Loaded } from '../parts/loaded';
import { ProblemNotice } from '../parts/problem-notice';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';

const fields: readonly FormField[] = [
  { name: 'amount', title: { zh: '履行金额', en: 'Amount paid' }, required: true, sensitive: false, kind: 'money', widget: { name: 'money', unit: '元' } },
  { name: 'note', title: { zh: '备注', en: 'Note' }, required: false, sensitive: false, kind: 'text', widget: { name: 'long-text', maxLength: 2000 } },
];

/** What was paid, and the record of more. */
export function PerformancePanel({ caseNumber }: { caseNumber: string }) {
  const { t } = useWords();
  const { moment } = useMoments();
  const { message } = App.useApp();
  const session = useSession();
  const client = useQueryClient();
  const api = courtApi(session.desk!);
  const params = { path: { caseNumber } };
  const query = useQuery({ queryKey: courtKeys.performance(caseNumber), queryFn: () => dataOf(api.GET('/v1/cases/{caseNumber}/performance', { params })) });
  const [values, setValues] = useState<Values>();
  const [inFull, setInFull] = useState(false);
  const record = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/cases/{caseNumber}/performance', { params: { ...params, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: { ...(pruned(values) as { amount: string }), ...(inFull && { inFull: true }) } })),
    onSuccess: () => { setValues(undefined); setInFull(false); for (const queryKey of [keys.requests, ...courtKeys.derived]) void client.invalidateQueries({ queryKey }); void message.success(t('court.performance.recorded')); },
  });
  return (
    <section className="panel" aria-labelledby="performance">
      <header><h2 id="performance">{t('court.performance.title')}</h2>{mayAct(session) && <Button size="small" onClick={() => setValues({})}>{t('court.performance.record')}</Button>}</header>
      <Loaded query={query} rows={2}>{({ items }) => <ul className="body log">{items.map(({ id, at, amount, inFull: whole, amountOwed, note }) => <li key={id}><small className="secondary">{moment(at)}</small><span><strong>{yuanWords(amount)}</strong>{whole && <span className="ok"> {t('court.performance.inFull')}</span>}<small className="secondary block">{t('court.performance.left', { amount: yuanWords(amountOwed) })}{note !== undefined && ` · ${note}`}</small></span></li>)}
        {items.length === 0 && <li className="secondary">{t('court.performance.none')}</li>}</ul>}</Loaded>
      <Modal open={values !== undefined} title={t('court.performance.recordTitle')} onCancel={() => setValues(undefined)} footer={<><Button onClick={() => setValues(undefined)}>{t('move.cancel')}</Button><Button type="primary" disabled={values?.['amount'] === undefined} loading={record.isPending} onClick={() => record.mutate()}>{t('court.performance.record')}</Button></>}>
        <p className="secondary">{t('court.performance.more')}</p>
        <ProblemNotice error={record.error} />
        <FieldList fields={fields} values={values ?? {}} onChange={setValues} base="" faults={isProblem(record.error) ? record.error.body.errors ?? [] : []} />
        <Checkbox checked={inFull} onChange={({ target }) => setInFull(target.checked)}>{t('court.performance.markFull')}</Checkbox>
      </Modal>
    </section>
  );
}
