import { Input, Select } from 'antd';
import { useWords } from '../words/i18n';
import type { InputProps } from './field-input';

const OFFSET = '+08:00';

/** An instant of Shanghai, whatever the browser's own time zone: 2025-09-30T16:05 ↔ 2025-09-30T16:05:00+08:00. */
export const toLocal = (value: string): string => (/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value)) ? value : new Date(Date.parse(value) + 8 * 3_600_000).toISOString().slice(0, 16));
export const fromLocal = (local: string): string | undefined => (local === '' ? undefined : /T\d\d:\d\d$/.test(local) ? `${local}:00${OFFSET}` : local);

/** The browser's own picker: it is the one that people know, works with keys and on phones, and costs nothing to load. */
export function Moment({ id, value, onChange, invalid, describedBy, kind, label }: InputProps & { kind: 'instant' | 'date' | 'date-or-instant' }) {
  const { pick } = useWords();
  const text = typeof value === 'string' ? value : '';
  const dated = kind === 'date' || (kind === 'date-or-instant' && !text.includes('T'));
  const input = <Input id={id} type={dated ? 'date' : 'datetime-local'} value={toLocal(text)} {...(invalid && { status: 'error', 'aria-invalid': true })} aria-describedby={describedBy} onChange={({ target }) => onChange(fromLocal(target.value))} />;
  if (kind !== 'date-or-instant') return input;
  return (
    <div className="inline">
      <Select aria-label={`${label} ${pick({ zh: '精度', en: 'precision' })}`} value={dated ? 'date' : 'instant'} options={[{ value: 'date', label: pick({ zh: '到日', en: 'Day' }) }, { value: 'instant', label: pick({ zh: '到分', en: 'Minute' }) }]}
        onChange={(next) => onChange(text === '' ? (next === 'instant' ? `${new Date().toISOString().slice(0, 10)}T18:00:00${OFFSET}` : undefined) : next === 'date' ? toLocal(text).slice(0, 10) : `${text.slice(0, 10)}T18:00:00${OFFSET}`)} />
      {input}
    </div>
  );
}
