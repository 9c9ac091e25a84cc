import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../parts/icon';
import { ProblemNotice } from '../parts/problem-notice';
import { useWords } from '../words/i18n';
import type { NamedFault } from './faults';
import type { RequestForm } from './use-request-form';

const MOST = 6;

/** To the field: the pointer itself, or the nearest part above it that is on the page. */
export function goToFault(pointer: string): void {
  for (let path = pointer; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const place = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(path)}"]`);
    if (place === null) continue;
    place.scrollIntoView({ block: 'center' });
    return place.querySelector<HTMLElement>('input:not([type=file]), textarea, button, [role=combobox], input')?.focus();
  }
}

/** What is still wrong, each a link to its field; sending is off until nothing is. */
export function SendBar({ form, send, children }: { form: RequestForm; send: string; children?: ReactNode }) {
  const { t, mark } = useWords();
  const { faults, sending, submit, error } = form;
  const blocked = faults.filter(({ field }) => field !== t('court.new.service'));
  const words = ({ field, detail, wrong }: NamedFault): string => (field === '' ? detail : wrong ? `${field}${mark.colon}${detail}` : field);
  return (
    <footer className="send">
      <ProblemNotice error={error} />
      <div className="between wrap">
        <div className="grow fault-links" role="status">
          {faults.length === 0 ? <span className="ok"><Icon name="circle-check" small /> {t('court.new.ready')}</span> : <>
            <strong className={faults.some(({ wrong }) => wrong) || form.tried ? 'late' : ''}><Icon name={faults.some(({ wrong }) => wrong) ? 'octagon' : 'info'} small /> {t('court.new.faults', { count: faults.length })}</strong>
            <ul>{faults.slice(0, MOST).map((fault) => <li key={fault.pointer + fault.detail}><button type="button" className="link" onClick={() => goToFault(fault.pointer)}>{words(fault)}</button></li>)}{faults.length > MOST && <li className="secondary">{t('court.new.moreFaults', { count: faults.length - MOST })}</li>}</ul>
          </>}
        </div>
        {children}
        <Button type="primary" size="large" className={blocked.length > 0 ? 'off' : ''} aria-disabled={blocked.length > 0} loading={sending} onClick={submit}>{send}</Button>
      </div>
    </footer>
  );
}
