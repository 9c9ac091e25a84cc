import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { apiFetch } from '../api/call';
import { courtApi, dataOf } from '../api/services';
import { useOrganisations } from '../api/use-organisations';
import { CaseSection } from '../new-request/case-section';
import { DetailsFields } from '../new-request/details-section';
import { DocumentsFields } from '../new-request/documents-fields';
import { OfficersFields } from '../new-request/officers-fields';
import { bodyOf } from '../new-request/request-draft';
import { Section } from '../new-request/section';
import { useRequestForm } from '../new-request/use-request-form';
import { WhatSection } from '../new-request/what-section';
import { Icon } from '../parts/icon';
import { Loaded } from '../parts/loaded';
import { ProblemNotice } from '../parts/problem-notice';
import { isEmpty } from '../forms/values';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { fieldOf } from './line-faults';
import { useFieldWords } from './use-field-words';

/** Ask many, or about many: what all lines have in common is written once, the lines come from a table or from a list of recipients. */
export default function BatchesPage() {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const { message } = App.useApp();
  const { desk, organisation } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const organisations = useOrganisations();
  const api = courtApi(desk!);
  const form = useRequestForm({ matter: 'batch' }, () => undefined);
  const { draft, contract } = form;
  const fields = useFieldWords();
  const [lines, setLines] = useState<'recipients' | 'table'>('recipients');
  const [recipients, setRecipients] = useState<string[]>([]);
  const [table, setTable] = useState<File>();
  const earlier = useQuery({ queryKey: courtKeys.batches, queryFn: () => dataOf(api.GET('/v1/request-batches', { params: { query: { limit: 20 } } })), refetchInterval: 10_000 });
  const common = (): object => Object.fromEntries(Object.entries(contract === undefined ? {} : bodyOf(draft, contract)).filter(([name, value]) => name === 'type' || (!isEmpty(value) && !(name === 'to' && lines === 'recipients'))));
  const send = useMutation({
    mutationFn: async () => {
      const headers = { 'Idempotency-Key': draft.key };
      if (lines === 'recipients') return (await (await apiFetch(`${location.origin}/api/${desk!}/v1/request-batches`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ ...common(), recipients }) })).json()) as { id: string };
      const body = new FormData();
      body.append('request', JSON.stringify(common()));
      body.append('file', table!);
      return (await (await apiFetch(`${location.origin}/api/${desk!}/v1/request-batches`, { method: 'POST', headers, body })).json()) as { id: string };
    },
    onSuccess: ({ id }) => { form.discard(); void client.invalidateQueries({ queryKey: courtKeys.batches }); void message.success(t('court.batch.started')); void navigate(`/batches/${id}`); },
    onError: () => form.set({ key: crypto.randomUUID() }),
  });
  const choices = [...organisations.values()].filter(({ agency, operator, code }) => operator !== undefined && code !== organisation.code && contract?.responders.includes(agency)).map(({ code, name }) => ({ value: code, label: name }));
  const ready = contract !== undefined && (lines === 'recipients' ? recipients.length > 0 : table !== undefined);
  return (
    <div className="page new-request">
      <div className="page-head"><h1>{t('court.batch.title')}</h1><span className="secondary grow">{t('court.batch.more')}</span></div>
      <div className="two-columns">
        <div className="panel form-panel">
          <WhatSection form={form} n={1} one={lines === 'table'} />
          <Section n={2} title={t('court.batch.lines')}>
            <Radio.Group aria-label={t('court.batch.lines')} value={lines} onChange={({ target }) => setLines(target.value as 'table')} options={[{ value: 'recipients', label: t('court.batch.many') }, { value: 'table', label: t('court.batch.table') }]} />
            {lines === 'recipients'
              ? <div className="field"><label htmlFor="recipients">{t('court.batch.recipients')} <b className="late">*</b></label><Select id="recipients" mode="multiple" className="wide" optionFilterProp="label" disabled={contract === undefined} value={recipients} options={choices} onChange={setRecipients} /><small className="secondary">{contract === undefined ? t('court.batch.typeFirst') : t('court.batch.chosen', { count: recipients.length })} {choices.length > 0 && <button type="button" className="link" onClick={() => setRecipients(choices.map(({ value }) => value))}>{t('court.batch.all', { count: choices.length })}</button>}</small></div>
              : <div className="field"><label className="drop tall" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); setTable(event.dataTransfer.files[0]); }}><input type="file" accept=".csv,text/csv" aria-label={t('court.batch.file')} onChange={({ target }) => setTable(target.files?.[0])} /><Icon name="upload" /><span><strong>{table?.name ?? t('court.batch.file')}</strong><br /><small className="secondary">{t('court.batch.columns')}</small></span></label></div>}
          </Section>
          <CaseSection form={form} n={3} />
          <Section n={4} title={t('court.batch.common')} more={<small className="secondary">{t('court.batch.commonMore')}</small>}><DetailsFields form={form} />{(contract?.officers.min ?? 0) > 0 && <OfficersFields form={form} />}<DocumentsFields form={form} /></Section>
          <footer className="send"><ProblemNotice error={send.error} nameOf={(pointer) => fieldOf(pointer, contract, pick, fields)} /><div className="between wrap"><small className="secondary grow">{t('court.batch.each')}</small><Button type="primary" size="large" disabled={!ready} loading={send.isPending} onClick={() => send.mutate()}>{t('court.batch.send')}</Button></div></footer>
        </div>
        <aside className="column"><section className="panel" aria-labelledby="batches"><header><h2 id="batches">{t('court.batch.earlier')}</h2></header>
          <Loaded query={earlier}>{({ items }) => <ul className="sent-list">{items.map((batch) => <li key={batch.id}><Link to={`/batches/${batch.id}`}><strong>{pick(batch.title as { zh: string; en: string } | undefined, batch.type)}</strong></Link> {t('court.batch.count', { count: batch.lines })}<small className="secondary block">{moment(batch.createdAt)} · {t('court.batch.accepted', { count: batch.accepted })} · <span className={batch.refused > 0 ? 'late' : ''}>{t('court.batch.refused', { count: batch.refused })}</span>{batch.open > 0 && ` · ${t('court.batch.open', { count: batch.open })}`}</small></li>)}{items.length === 0 && <li className="secondary">{t('court.batch.none')}</li>}</ul>}</Loaded></section></aside>
      </div>
    </div>
  );
}
