import { useId } from 'react';
import { useWords, type Bilingual } from '../words/i18n';

/** One honest result out of a few, as large buttons. Native radios: keys, readers and phones know them. */
export function ResultChoice({ label, options, value, onChange, invalid = false }: { label: string; options: readonly { value: string; title: Bilingual }[]; value: string | undefined; onChange: (value: string) => void; invalid?: boolean }) {
  const { pick } = useWords();
  const name = useId();
  return (
    <div className={`results${invalid ? ' invalid' : ''}`} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''}><input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />{pick(option.title)}</label>
      ))}
    </div>
  );
}
