import { Button, Input, Radio, Select, type InputRef } from 'antd';
import { useState, type RefObject } from 'react';
import { useCatalogue } from '../api/use-catalogue';
import { dueIcons, type DueState } from '../parts/due';
import { Icon } from '../parts/icon';
import { useWords } from '../words/i18n';
import { countsOf, total, type Cell, type WorklistFilter } from './filter';
import { Views } from './views';

interface FiltersProps { filter: WorklistFilter; cells: readonly Cell[]; obligationTitles: ReadonlyMap<string, string>; search: RefObject<InputRef | null>; onChange: (change: Partial<WorklistFilter>) => void; onReplace: (filter: WorklistFilter) => void }

/** The filters, as a form above the list: each value with how many there are. */
export function Filters({ filter, cells, obligationTitles, search, onChange, onReplace }: FiltersProps) {
  const { t, pick } = useWords();
  const catalogue = useCatalogue();
  const [open, setOpen] = useState(false);
  const all = t('worklist.all_');
  const segments = (facet: 'due' | 'turn' | 'handler', label: string, values: [string, string][]) => {
    const counts = countsOf(cells, filter, facet);
    return (
      <fieldset className="facet">
        <legend>{label}</legend>
        <Radio.Group optionType="button" aria-label={label} value={filter[facet] ?? ''} onChange={({ target }) => onChange({ [facet]: target.value as string })}
          options={[['', all] as [string, string], ...values].map(([value, words]) => ({
            value, label: <>{facet === 'due' && value !== '' && <Icon name={dueIcons[value as DueState].icon} small className={dueIcons[value as DueState].tone} />}{words} <span className="count">{value === '' ? total(counts) : counts.get(value) ?? 0}</span></>,
          }))} />
      </fieldset>
    );
  };
  const choices = (facet: 'obligation' | 'type' | 'urgency', label: string, title: (value: string) => string) => {
    const counts = countsOf(cells, filter, facet);
    const options = [...counts].filter(([value]) => value !== '').sort(([, a], [, b]) => b - a).map(([value, count]) => ({ value, label: `${title(value)} ${count}` }));
    return (
      <label className="facet"><span>{label}</span>
        <Select aria-label={label} value={filter[facet] ?? ''} popupMatchSelectWidth={false} onChange={(value) => onChange({ [facet]: value })} options={[{ value: '', label: `${all} ${total(counts)}` }, ...options]} />
      </label>
    );
  };
  return (
    <form className={`filters${open ? ' open' : ''}`} aria-label={t('worklist.filters')} onSubmit={(event) => event.preventDefault()}>
      <div className="line">
        {segments('due', t('worklist.due'), (['overdue', 'at_risk', 'in_time', 'paused'] as const).map((state) => [state, t(`due.${state}`)]))}
        {segments('turn', t('worklist.turn'), [['ours', t('worklist.ours')], ['theirs', t('worklist.theirs')]])}
        {segments('handler', t('worklist.handler'), [['none', t('worklist.unclaimed')], ['me', t('worklist.me')], ['others', t('worklist.others')]])}
      </div>
      <Button className="phone-only" size="small" onClick={() => setOpen(!open)} aria-expanded={open}>{t(open ? 'worklist.less' : 'worklist.more')}</Button>
      <div className="line second">
        {choices('obligation', t('worklist.running'), (name) => obligationTitles.get(name) ?? name)}
        {choices('type', t('worklist.type'), (type) => pick(catalogue.find((entry) => entry.type === type)?.title, type))}
        {choices('urgency', t('worklist.urgency'), (urgency) => t(`urgency.${urgency as 'urgent'}`))}
        <Input ref={search} className="grow search" prefix={<Icon name="search" small />} allowClear key={filter.q ?? ''} defaultValue={filter.q} aria-label={t('worklist.search')} placeholder={t('worklist.searchPlaceholder')} suffix={<kbd aria-hidden="true">/</kbd>} onPressEnter={({ currentTarget }) => onChange({ q: currentTarget.value.trim() })} onClear={() => onChange({ q: undefined })} />
        <Views filter={filter} onOpen={onReplace} />
      </div>
    </form>
  );
}
