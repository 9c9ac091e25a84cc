import { Input } from 'antd';
import { useId } from 'react';
import { useWords } from '../words/i18n';

/** Words that are recorded with a move, and without which it is not made. */
export function ReasonField({ label, value, missing, onChange }: { label: string; value: string; missing: boolean; onChange: (value: string) => void }) {
  const { t } = useWords();
  const field = useId();
  return (
    <>
      <label htmlFor={field} className="small secondary">{label} <span className="late" aria-hidden="true">*</span></label>
      <Input.TextArea id={field} value={value} rows={3} maxLength={2000} required aria-required status={missing ? 'error' : undefined} aria-invalid={missing} onChange={({ target }) => onChange(target.value)} />
      {missing && <small className="late" role="alert">{t('answer.required')}</small>}
    </>
  );
}
