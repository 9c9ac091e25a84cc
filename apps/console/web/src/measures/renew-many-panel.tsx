import { useQueries, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import type { RequestView } from '../api/request-types';
import { isProblem } from '../api/problem';
import { useOrganisationName } from '../api/use-organisations';
import { FieldList } from '../forms/field-list';
import { fenOf, yuanWords } from '../forms/money';
import { DocumentsFields } from '../new-request/documents-fields';
import { OfficersFields } from '../new-request/officers-fields';
import { bodyOf, requestFields, type RequestDraft } from '../new-request/request-draft';
import { SendBar } from '../new-request/send-bar';
import { useRequestForm } from '../new-request/use-request-form';
import { Icon } from '../parts/icon';
import { ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import type { ContractEntry } from '../forms/contract-entry';
import type { Measure } from './lapse';
import { commonFields, groupsOf, requestOf, type RenewalGroup, type ToRenew } from './renewal-groups';

/** Several measures renewed at once: officers and documents are given once for each case and kind, everything else is as the ledger knows it. */
export function RenewManyPanel({ measures, onClose }: { measures: readonly Measure[]; onClose: () => void }) {
  const { t } = useWords();
  const { desk } = useSession();
  const panel = useRef<HTMLElement>(null);
  // On a narrow screen it stands below the list.
  useEffect(() => panel.current?.focus(), []);
  const read = useQueries({ queries: measures.map(({ id }) => ({ queryKey: courtKeys.renewal(id), retry: false, queryFn: () => dataOf(courtApi(desk!).GET('/v1/measures/{measure}/renewal', { params: { path: { measure: id } } })) })) });
  const failed = read.findIndex(({ error, data }) => error !== null && data === undefined);
  const loaded = measures.flatMap((measure, at): ToRenew[] => (read[at]?.data === undefined ? [] : [{ measure, given: read[at].data as unknown as ToRenew['given'] }]));
  const groups = groupsOf(loaded);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const finish = (key: string): void => { const next = new Set([...done, key]); setDone(next); if (groups.every((group) => next.has(group.key))) onClose(); };
  return (
    <aside ref={panel} className="panel renew" aria-labelledby="renew" tabIndex={-1}>
      <header><h2 id="renew">{t('court.ledger.renewMany', { count: measures.length })}</h2><Button type="text" size="small" icon={<Icon name="cross" small />} aria-label={t('move.cancel')} onClick={onClose} /></header>
      {groups.length > 1 && <p className="body small secondary">{t('court.ledger.renewGroups', { count: groups.length })}</p>}
      {failed >= 0 ? <ErrorState error={read[failed]!.error} retry={() => void read[failed]!.refetch()} /> : loaded.length < measures.length ? <LoadingState /> : groups.map((group) => <Group key={group.key} group={group} onSent={() => finish(group.key)} />)}
    </aside>
  );
}

type Fate = 'sent' | string;

function Group({ group, onSent }: { group: RenewalGroup; onSent: () => void }) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const { desk } = useSession();
  const client = useQueryClient();
  const { items } = group;
  const [first] = items;
  const [fates, setFates] = useState<Readonly<Record<string, Fate>>>({});
  const known = useRef<Record<string, Fate>>({});
  const keys = useRef<Record<string, string>>({});
  const left = items.filter(({ measure }) => fates[measure.id] !== 'sent').length;

  /** One after the other, each by itself: what is refused says why at its row and keeps nothing else back. Sending again sends those that are left. */
  const post = async (draft: RequestDraft, contract: ContractEntry): Promise<RequestView> => {
    let sent: RequestView | undefined;
    const tell = (id: string, fate: Fate): void => { known.current = { ...known.current, [id]: fate }; setFates(known.current); };
    for (const item of items) {
      const { id } = item.measure;
      if (known.current[id] === 'sent') continue;
      const key = keys.current[id] ??= crypto.randomUUID();
      try {
        sent = (await dataOf(courtApi(desk!).POST('/v1/requests', { params: { header: { 'Idempotency-Key': key } }, body: bodyOf(requestOf(draft, item, key), contract) as never }))) as RequestView;
        tell(id, 'sent');
      } catch (error) {
        if (isProblem(error)) delete keys.current[id];
        tell(id, (error as Error).message);
      }
    }
    const refused = items.filter(({ measure }) => known.current[measure.id] !== 'sent').length;
    void client.invalidateQueries({ queryKey: ['measures'] });
    if (refused > 0) throw new Error(t('court.ledger.renewLeft', { count: refused }));
    return sent!;
  };
  const form = useRequestForm({ matter: `renew-many.${group.key}`, given: first!.given, own: fenOf(first!.measure.amount) ?? 0, post }, () => { void message.success(t('court.ledger.sentMany', { count: items.length })); onSent(); });
  const common = form.contract === undefined ? [] : commonFields(requestFields(form.contract), items);
  if (left === 0) return <p className="body ok"><Icon name="circle-check" small /> {group.caseNumber}{t('court.ledger.sentMany', { count: items.length })}</p>;
  return (
    <section className="renew-group" aria-label={`${pick(form.contract?.title, group.type)} ${group.caseNumber}`}>
      <div className="body renew-body">
        <p><strong>{pick(form.contract?.title, group.type)}</strong><small className="secondary block">{group.caseNumber}</small></p>
        <ul className="renew-items">{items.map((item) => <Item key={item.measure.id} item={item} fate={fates[item.measure.id]} />)}</ul>
        {common.length > 0 && <FieldList fields={common} values={form.draft.details} onChange={(details) => form.set({ details })} base="/details" faults={form.shown} />}
        <h3>{t('request.officers')}</h3><OfficersFields form={form} />
        <h3>{t('court.new.documents')}</h3><DocumentsFields form={form} />
      </div>
      <SendBar form={form} send={t('court.ledger.renewManySend', { count: left })} />
    </section>
  );
}

function Item({ item: { measure, given }, fate }: { item: ToRenew; fate: Fate | undefined }) {
  const { t } = useWords();
  const nameOf = useOrganisationName();
  const until = typeof given.details['until'] === 'string' ? given.details['until'] : undefined;
  return (
    <li data-renew={measure.id}>
      <div className="between"><span>{nameOf(measure.recipient, 'short')}<small className="secondary"> {measure.debtor.name}</small></span>{measure.amount !== null && <span>{yuanWords(measure.amount)}</span>}</div>
      <small className="secondary">{t('court.ledger.until', { day: measure.until })}{until !== undefined && ` → ${t('court.ledger.until', { day: until })}`}</small>
      {fate === 'sent' ? <small className="ok block" role="status"><Icon name="check" small /> {t('court.ledger.renewalSent')}</small> : fate !== undefined && <small className="late block" role="alert"><Icon name="octagon" small /> {fate}</small>}
    </li>
  );
}
