import { Button, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { filterNames, isFiltered, type WorklistFilter } from './filter';

type Saved = Record<string, WorklistFilter>;

/** Views that this person has saved in this browser: filters under a name. A search is not kept, it may be an ID number. */
export function Views({ filter, onOpen }: { filter: WorklistFilter; onOpen: (filter: WorklistFilter) => void }) {
  const { t } = useWords();
  const { user } = useSession();
  const key = `lianzhi.views.${user}`;
  const [saved, setSaved] = useState<Saved>(() => JSON.parse(localStorage.getItem(key) ?? '{}') as Saved);
  const [name, setName] = useState('');
  const [asking, setAsking] = useState(false);
  const { q: _q, ...kept } = filter;
  const current = Object.entries(saved).find(([, one]) => filterNames.every((field) => field === 'q' || one[field] === kept[field]))?.[0] ?? '';
  const store = (next: Saved): void => { setSaved(next); localStorage.setItem(key, JSON.stringify(next)); };
  const save = (): void => {
    if (name.trim() === '') return;
    store({ ...saved, [name.trim()]: kept });
    setAsking(false);
    setName('');
  };
  return (
    <div className="facet views">
      <span>{t('worklist.views')}</span>
      <Select aria-label={t('worklist.views')} value={current} popupMatchSelectWidth={false} onChange={(value) => onOpen(saved[value] ?? {})} options={[{ value: '', label: t('worklist.defaultView') }, ...Object.keys(saved).map((value) => ({ value, label: value }))]} />
      {current !== '' ? <Button type="link" onClick={() => { const { [current]: _gone, ...rest } = saved; store(rest); }}>{t('worklist.deleteView')}</Button> : (
        <Popover trigger="click" open={asking} onOpenChange={setAsking} content={<form className="inline" onSubmit={(event) => { event.preventDefault(); save(); }}><Input aria-label={t('worklist.viewName')} placeholder={t('worklist.viewName')} maxLength={30} value={name} onChange={({ target }) => setName(target.value)} /><Button type="primary" htmlType="submit">{t('worklist.save')}</Button></form>}>
          <Button type="link" disabled={!isFiltered(kept)}>{t('worklist.saveView')}</Button>
        </Popover>
      )}
    </div>
  );
}
