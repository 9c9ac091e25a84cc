import { Select } from 'antd';
import { useMemo } from 'react';
import { useCatalogue } from '../api/use-catalogue';
import { useOrganisations } from '../api/use-organisations';
import type { Urgency } from '../api/request-types';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { Section } from './section';
import type { RequestForm } from './use-request-form';

/** Which type, whom, how urgent. Types stand under who answers them; of those, the ones of the own region first. */
export function WhatSection({ form, n, fixed = false, one = true }: { form: RequestForm; n: number; fixed?: boolean; /** Asks whom; a batch asks elsewhere. */ one?: boolean }) {
  const { t, pick } = useWords();
  const { organisation } = useSession();
  const catalogue = useCatalogue();
  const organisations = useOrganisations();
  const { draft, set, contract } = form;
  const types = useMemo(() => {
    const own = catalogue.filter(({ requesters }) => requesters.includes(organisation.agency));
    const agencies = [...new Set(own.flatMap(({ responders }) => responders))];
    return agencies.map((agency) => ({ label: t(`court.agency.${agency as 'bank'}`), options: own.filter(({ responders }) => responders[0] === agency).map((entry) => ({ value: entry.type, label: pick(entry.title, entry.type) })) })).filter(({ options }) => options.length > 0);
  }, [catalogue, organisation.agency, pick, t]);
  const recipients = useMemo(() => {
    const near = (region: string): number => [6, 4, 2].find((length) => region.slice(0, length) === organisation.region.slice(0, length)) ?? 0;
    return [...organisations.values()].filter(({ agency, operator, code }) => operator !== undefined && code !== organisation.code && contract?.responders.includes(agency))
      .sort((a, b) => near(b.region) - near(a.region) || a.name.localeCompare(b.name, 'zh')).map(({ code, name }) => ({ value: code, label: name }));
  }, [organisations, contract, organisation]);
  const chosen = organisations.get(draft.to ?? '');
  const accept = contract?.obligations.find(({ name }) => name === 'accept');
  const choose = (type: string): void => set(({ to }) => {
    const responders = catalogue.find((entry) => entry.type === type)?.responders ?? [];
    return { type, to: responders.includes(organisations.get(to ?? '')?.agency ?? '') ? to : undefined };
  });
  return (
    <Section n={n} title={t('court.new.what')}>
      <div className="fields three">
        <div className="field" data-pointer="/type"><label htmlFor="request-type">{t('worklist.type')}<b className="late"> *</b></label>
          <Select id="request-type" className="wide" showSearch optionFilterProp="label" disabled={fixed} value={draft.type} placeholder={t('court.new.chooseType')} options={types} onChange={choose} /></div>
        {one && <div className="field" data-pointer="/to"><label htmlFor="request-to">{t('court.new.to')}<b className="late"> *</b></label>
          <Select id="request-to" className="wide" showSearch optionFilterProp="label" disabled={contract === undefined} value={draft.to} placeholder={t('court.new.chooseTo')} options={recipients} onChange={(to) => set({ to })} />
          {chosen !== undefined && <small className="secondary">{t(`court.agency.${chosen.agency as 'bank'}`)}</small>}</div>}
        <div className="field" data-pointer="/urgency"><label htmlFor="request-urgency">{t('worklist.urgency')}<b className="late"> *</b></label>
          <Select id="request-urgency" className="wide" value={draft.urgency} options={(['ordinary', 'urgent', 'critical'] as const).map((value) => ({ value, label: t(`urgency.${value}`) }))} onChange={(urgency: Urgency) => set({ urgency })} />
          {accept !== undefined && <small className="secondary">{t('court.new.urgencyMore')}</small>}</div>
      </div>
    </Section>
  );
}
