import { Button } from 'antd';
import { FieldList } from '../forms/field-list';
import { Icon } from '../parts/icon';
import { useWords } from '../words/i18n';
import { envelopeField } from './request-draft';
import type { RequestForm } from './use-request-form';

/** Who acts, with their cards: as many rows as the type wants at least. */
export function OfficersFields({ form }: { form: RequestForm }) {
  const { t } = useWords();
  const { draft, set, contract, shown } = form;
  const field = envelopeField(contract, 'officers');
  const least = contract?.officers.min ?? 0;
  if (field === undefined) return null;
  const count = Math.max(least, draft.officers.length);
  return (
    <div className="officers" data-pointer="/officers">
      {Array.from({ length: count }, (_, n) => (
        <div className="officer" role="group" aria-label={t('court.new.officer', { n: n + 1 })} key={n}>
          <FieldList fields={field.widget.fields ?? []} values={draft.officers[n] ?? {}} onChange={(officer) => set(({ officers }) => ({ officers: Array.from({ length: Math.max(count, officers.length) }, (_one, at) => (at === n ? officer : officers[at] ?? {})) }))} base={`/officers/${n}`} faults={shown} />
          {n >= least && <Button type="text" size="small" icon={<Icon name="cross" small />} aria-label={`${t('answer.remove')} ${t('court.new.officer', { n: n + 1 })}`} onClick={() => set(({ officers }) => ({ officers: officers.filter((_one, at) => at !== n) }))} />}
        </div>
      ))}
      <Button size="small" type="link" icon={<Icon name="plus" small />} onClick={() => set(({ officers }) => ({ officers: [...Array.from({ length: count }, (_, at) => officers[at] ?? {}), {}] }))}>{t('court.new.addOfficer')}</Button>
      {shown.filter(({ pointer }) => pointer === '/officers').map(({ detail }) => <small key={detail} className="late block" role="alert">{detail}</small>)}
    </div>
  );
}
