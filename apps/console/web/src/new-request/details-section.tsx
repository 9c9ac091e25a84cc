import { Button } from 'antd';
import { FieldList } from '../forms/field-list';
import { moneyOf, moneyWords } from '../forms/money';
import { Icon } from '../parts/icon';
import { useWords } from '../words/i18n';
import { requestFields } from './request-draft';
import type { RequestForm } from './use-request-form';

/** The fields of the contract; under the amount that the guard looks at, the right figure. */
export function DetailsFields({ form }: { form: RequestForm }) {
  const { t } = useWords();
  const { draft, set, contract, guard, shown } = form;
  if (contract === undefined) return <p className="secondary">{t('court.new.typeFirst')}</p>;
  const below = guard === undefined ? {} : { [guard.field]: guard.over > 0
    ? <span className="guard-fix"><Button size="small" className="outline" disabled={guard.figures.left <= 0} onClick={() => set(({ details }) => ({ details: { ...details, [guard.field]: moneyOf(guard.figures.left) } }))}>{t('court.guard.change', { amount: moneyWords(guard.figures.left) })}</Button></span>
    : <small className="ok block"><Icon name="check" small /> {t('court.guard.fits', { amount: moneyWords(guard.figures.left) })}</small> };
  return <FieldList fields={requestFields(contract)} values={draft.details} onChange={(details) => set({ details })} base="/details" faults={shown} below={below} />;
}
