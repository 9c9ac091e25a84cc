import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { useContract } from '../api/use-catalogue';
import type { Values } from '../forms/values';
import { Bar } from '../parts/bar';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useRequest } from '../request/use-request';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { CaseSection } from './case-section';
import { CaseSentPanel } from './case-sent-panel';
import { DetailsFields } from './details-section';
import { DocumentsFields } from './documents-fields';
import { ExampleButton } from './example-button';
import { GuardPanel } from './guard-panel';
import { LimitsPanel } from './limits-panel';
import { OfficersFields } from './officers-fields';
import { followUp, type RequestDraft } from './request-draft';
import { Section } from './section';
import { SendBar } from './send-bar';
import { useRequestForm, type FormSource } from './use-request-form';
import { WhatSection } from './what-section';

/** A new request: from nothing, from an earlier request (`follows` and `type`), from a drafted one (`draft`), or in a case (`case`). */
export default function NewRequestPage() {
  const { t } = useWords();
  const session = useSession();
  const [params] = useSearchParams();
  const [follows, type, drafted, caseNumber] = ['follows', 'type', 'draft', 'case'].map((name) => params.get(name) ?? undefined);
  if (!mayAct(session)) return <EmptyState icon="lock" title={t('move.noRight')} />;
  if (drafted !== undefined) return <FromDraft key={drafted} id={drafted} />;
  if (follows !== undefined && type !== undefined) return <FollowUp key={`${follows}.${type}`} earlier={follows} type={type} />;
  return <NewRequest key={`${type}.${caseNumber}`} matter={`new${caseNumber === undefined ? '' : `.${caseNumber}`}${type === undefined ? '' : `.${type}`}`} given={{ ...(type !== undefined && { type }), ...(caseNumber !== undefined && { caseNumber }) }} />;
}

function FollowUp({ earlier, type }: { earlier: string; type: string }) {
  const { data, error, refetch } = useRequest(earlier);
  const contract = useContract(type);
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined || contract === undefined) return <LoadingState />;
  return <NewRequest matter={`new.${earlier}.${type}`} given={followUp(contract, data as Parameters<typeof followUp>[1])} about={earlier} />;
}

function FromDraft({ id }: { id: string }) {
  const { desk } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: courtKeys.draft(id), queryFn: () => dataOf(courtApi(desk!).GET('/v1/drafts/{id}', { params: { path: { id } } })), staleTime: Infinity });
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  const { documents: _ids, ...body } = data.body as Partial<RequestDraft> & { documents?: unknown };
  return <NewRequest matter={`draft.${id}`} given={{ ...body, details: (body.details ?? {}) as Values }} drafted={id} reason={data.reason as { zh: string; en: string }} />;
}

function NewRequest({ about, reason, ...source }: FormSource & { about?: string; reason?: { zh: string; en: string } }) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const form = useRequestForm(source, (sent) => { void message.success(t('court.new.sent')); void navigate(`/requests/${sent.id}`); });
  const { draft, contract, savedAt } = form;
  return (
    <div className="page new-request">
      <div className="page-head">
        <h1>{t('court.new.title')}{contract !== undefined && `${mark.colon}${pick(contract.title)}`}</h1><span className="secondary grow" role="status">{savedAt === undefined ? t('answer.notSaved') : t('answer.savedAt', { when: moment(new Date(savedAt).toISOString()) })}</span>
        {source.drafted === undefined && about === undefined && <ExampleButton form={form} />}
        {savedAt !== undefined && <Button onClick={form.discard}>{t('answer.discard')}</Button>}
        <Link className="button tall" to="/batches"><Icon name="upload" small /> {t('court.batch.toBatch')}</Link>
      </div>
      {about !== undefined && <Bar icon="info" title={t('court.new.following')} more={t('court.new.followingMore')}><Link to={`/requests/${about}`}>{t('alerts.open')}</Link></Bar>}
      {reason !== undefined && <Bar icon="info" title={t('court.new.drafted')} more={pick(reason)} />}
      <div className="two-columns">
        <div className="panel form-panel">
          <WhatSection form={form} n={1} fixed={source.drafted !== undefined || about !== undefined} />
          <CaseSection form={form} n={2} />
          <Section n={3} title={t('court.new.details')}><DetailsFields form={form} /></Section>
          {(contract?.officers.min ?? 0) > 0 && <Section n={4} title={t('court.new.officers', { count: contract!.officers.min })}><OfficersFields form={form} /></Section>}
          {contract !== undefined && <Section n={(contract.officers.min > 0) ? 5 : 4} title={t('court.new.documents')} more={<small className="secondary">{t('court.new.documentsMore')}</small>}><DocumentsFields form={form} /></Section>}
          <SendBar form={form} send={t('court.new.send')} />
        </div>
        <aside className="column">
          <GuardPanel form={form} />
          <LimitsPanel contract={contract} urgency={draft.urgency} />
          <CaseSentPanel caseNumber={draft.caseNumber} />
        </aside>
      </div>
    </div>
  );
}
