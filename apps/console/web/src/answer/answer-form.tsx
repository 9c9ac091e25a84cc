import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { keys } from '../api/keys';
import { isProblem } from '../api/problem';
import type { RequestDetail, RequestView } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import type { ContractEntry } from '../forms/contract-entry';
import { FieldList } from '../forms/field-list';
import { useDraft } from '../forms/use-draft';
import { isEmpty, missingIn, type Fault, type Values } from '../forms/values';
import { Bar } from '../parts/bar';
import { Icon } from '../parts/icon';
import { ProblemNotice } from '../parts/problem-notice';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { replaceInLists } from '../worklist/use-worklist';
import { bodyOf, emptyAnswer, formFor, itemsField, milestoneField, outcomesFor, overallOutcome, type AnswerDraft } from './answer-draft';
import { Attachments } from './attachments';
import { ResultChoice } from './result-choice';

const none: Values = {};

/** The reply, from the contract: honest results, what each of them wants, and what sending it will do. */
export function AnswerForm({ request, contract }: { request: RequestDetail; contract: ContractEntry }) {
  const { t, pick, mark } = useWords();
  const session = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const nameOf = useOrganisationName();
  const { content: draft, change, savedAt, discard } = useDraft<AnswerDraft>(request.id, () => emptyAnswer(contract));
  const [tried, setTried] = useState(false);
  const set = (more: Partial<AnswerDraft>): void => change({ ...draft, ...more });

  const each = itemsField(contract, request);
  const results = each === undefined ? none : ((draft.details[each.field.name] ?? none) as Values);
  const choices = outcomesFor(contract, draft.final);
  const outcome = each === undefined ? (choices.some(({ name }) => name === draft.outcome) ? draft.outcome : undefined) : overallOutcome(each.items, results, contract);
  const form = formFor(contract, outcome, each?.items ?? [], results, each?.field.name);
  const wantsOutcome = draft.final || !['decision', 'service'].includes(contract.kind);
  const missing = missingOf();
  const milestone = milestoneField(contract);

  const send = useMutation({
    mutationFn: () => dataOf(deskApi(session.desk!).POST('/v1/requests/{id}/replies', { params: { path: { id: request.id }, header: { 'Idempotency-Key': draft.key } }, body: bodyOf(draft, form, outcome, each?.field.name) as never })) as Promise<RequestView>,
    onSuccess: (changed) => {
      discard();
      setTried(false);
      replaceInLists(client, changed);
      void client.invalidateQueries({ queryKey: keys.request(request.id) });
      void client.invalidateQueries({ queryKey: ['requests', 'counts'] });
      void message.success(t('answer.sent'));
    },
    onError: (error) => { if (isProblem(error)) set({ key: crypto.randomUUID() }); },
  });
  const faults: Fault[] = [...(tried ? missing : []), ...(isProblem(send.error) ? send.error.body.errors ?? [] : [])];

  function missingOf(): Fault[] {
    const words = t('answer.required');
    const undecided = each === undefined ? (wantsOutcome && outcome === undefined ? [{ pointer: '/outcome', detail: t('answer.choose') }] : []) : each.items.filter(({ value }) => results[value] === undefined).map(({ value }) => ({ pointer: `/details/${each.field.name}/${value}`, detail: t('answer.choose') }));
    const told = [...form.ofItem].filter(([item]) => results[item] === 'found').flatMap(([, fields]) => fields);
    return [...undecided, ...missingIn([...form.main, ...form.optional, ...told], draft.details, '/details', form.needed, words)];
  }
  const submit = (): void => {
    setTried(true);
    if (missing.length === 0) return send.mutate();
    setTimeout(() => document.querySelector<HTMLElement>('.answer .invalid input, .answer [aria-invalid="true"], .answer .field [role="alert"]')?.focus(), 0);
  };
  const fieldsProps = { values: draft.details, onChange: (details: Values) => set({ details }), base: '/details', faults, needed: form.needed };
  const other = nameOf(request.from, 'short');
  const owed = request.obligations.filter(({ state, owedBy }) => ['running', 'at_risk', 'breached', 'paused'].includes(state) && owedBy === request.to);
  const handler = request.handler !== null && request.handler.user !== session.user ? request.handler.name : undefined;
  const finalToo = contract.outcomes.some(({ interim }) => interim) || !wantsOutcome || ['decision', 'service'].includes(contract.kind);
  return (
    <section className="panel answer" id="answer" tabIndex={-1} aria-labelledby="answer-title">
      <AnswerHead savedAt={savedAt} final={draft.final} both={finalToo} onDiscard={discard} onFinal={(final) => set({ final })} />
      <div className="body">
        {handler !== undefined && <Bar icon="person" title={t('answer.takeOver', { name: handler })} />}
        {request.state === 'delivered' && <p className="small secondary">{t('answer.acceptFirst')}</p>}
        <p className="small secondary">{t(each === undefined ? 'answer.honestOne' : 'answer.honest')}</p>
        {each?.items.map((item) => {
          const pointer = `/details/${each.field.name}/${item.value}`;
          const result = results[item.value] as string | undefined;
          return (
            <fieldset className="item-result" key={item.value} data-pointer={pointer}>
              <legend className="between"><h3>{pick(item.title)}</h3>{result !== undefined && <span className="due ok small"><Icon name="check" small />{t('answer.filled')}</span>}</legend>
              <ResultChoice label={pick(item.title)} options={each.results} value={result} invalid={faults.some((fault) => fault.pointer === pointer)} onChange={(value) => set({ details: { ...draft.details, [each.field.name]: { ...results, [item.value]: value } } })} />
              {result === 'found' && (form.ofItem.get(item.value) ?? []).map((field) => (field.widget.name === 'group' && field.widget.fields
                // The item's own title stands above already.
                ? <FieldList key={field.name} fields={field.widget.fields} values={(draft.details[field.name] ?? none) as Values} onChange={(values) => set({ details: { ...draft.details, [field.name]: values } })} base={`/details/${field.name}`} faults={faults} />
                : <FieldList key={field.name} fields={[field]} {...fieldsProps} />))}
            </fieldset>
          );
        })}
        {each === undefined && <fieldset className="item-result" data-pointer="/outcome"><legend><h3>{t('answer.outcome')}{!wantsOutcome && <small className="secondary">{mark.open}{t('answer.optionalMore')}{mark.close}</small>}</h3></legend><ResultChoice label={t('answer.outcome')} options={choices.map(({ name, title }) => ({ value: name, title }))} value={outcome} invalid={faults.some(({ pointer }) => pointer === '/outcome')} onChange={(value) => set({ outcome: value })} /></fieldset>}
        {milestone !== undefined && <div className="field"><label htmlFor="milestone">{t('answer.milestone')}</label><Select id="milestone" className="wide" aria-label={t('answer.milestone')} value={draft.milestone ?? ''} onChange={(value) => set({ milestone: value === '' ? undefined : value })} options={[{ value: '', label: t('answer.noMilestone') }, ...(milestone.widget.options ?? []).map((option) => ({ value: option.value, label: pick(option.title) }))]} /></div>}
        <FieldList fields={form.main} {...fieldsProps} />
        <details className="more-fields" open={form.optional.some(({ name }) => !isEmpty(draft.details[name])) || form.optional.some(({ name }) => faults.some(({ pointer }) => pointer.startsWith(`/details/${name}`)))}>
          <summary>{form.optional.map(({ title }) => pick(title)).concat(t('answer.attachments')).join(mark.list)} <span className="secondary small">{t('answer.optionalMore')}</span></summary>
          <FieldList fields={form.optional} {...fieldsProps} />
          <Attachments contract={contract} documents={draft.documents} onChange={(next) => set({ documents: next(draft.documents) })} />
        </details>
        {faults.filter(({ pointer }) => pointer === '' || pointer.startsWith('/documents')).map(({ detail }) => <p key={detail} className="late" role="alert">{detail}</p>)}
      </div>
      <footer className="send">
        <ProblemNotice error={send.error} />
        {tried && missing.length > 0 && <p className="late" role="alert"><Icon name="octagon" small /> {t('answer.faults', { count: missing.length })}</p>}
        <div className="between wrap">
          <div className="grow">
            <div className="inline wrap">{t('answer.overall')} {outcome === undefined ? <span className="secondary">{t(wantsOutcome ? 'answer.choose' : 'answer.none')}</span> : <span className={`tag ${outcome === 'found' || outcome === 'done' || outcome === 'granted' ? 'ok' : 'risk'}`}><strong>{pick(contract.outcomes.find(({ name }) => name === outcome)?.title, outcome)}</strong></span>}{each !== undefined && <small className="secondary">{t('answer.computed')}</small>}</div>
            <small className="secondary">{draft.final ? t('answer.consequenceFinal', { what: owed.map(({ title, name }) => pick(title, name)).join(pick({ zh: '”“', en: '”, “' })) || t('answer.title'), who: other }) : t('answer.consequenceInterim')}</small>
          </div>
          <Button type="primary" size="large" loading={send.isPending} onClick={submit}>{t(draft.final ? 'answer.sendFinal' : 'answer.sendInterim')}</Button>
        </div>
      </footer>
    </section>
  );
}

function AnswerHead({ savedAt, final, both, onDiscard, onFinal }: { savedAt: number | undefined; final: boolean; both: boolean; onDiscard: () => void; onFinal: (final: boolean) => void }) {
  const { t } = useWords();
  const { moment } = useMoments();
  return (
    <header><h2 id="answer-title">{t('answer.title')}</h2>
      <div className="inline wrap"><small className="secondary" role="status">{savedAt === undefined ? t('answer.notSaved') : t('answer.savedAt', { when: moment(new Date(savedAt).toISOString()) })}</small>
        {savedAt !== undefined && <Button type="link" size="small" onClick={onDiscard}>{t('answer.discard')}</Button>}
        {both && <div className="segments" role="radiogroup" aria-label={t('answer.kind')}>{[true, false].map((one) => <label key={String(one)} className={final === one ? 'on' : ''}><input type="radio" name="final" checked={final === one} onChange={() => onFinal(one)} />{t(one ? 'answer.final' : 'answer.interim')}</label>)}</div>}
      </div></header>
  );
}
