import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiProblem } from '../api/problem';
import { useWords } from '../words/i18n';
import { Icon, type IconName } from './icon';

/** The states that every page shares: nothing there, loading, failed. */
export function EmptyState({ icon = 'check', title, more, children }: { icon?: IconName; title: string; more?: string; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} className="state-icon" />
      <strong>{title}</strong>
      {more !== undefined && <p>{more}</p>}
      {children}
    </div>
  );
}

/** Shown after 300 ms only: what is fast must not flicker. */
export function LoadingState({ text, rows = 5 }: { text?: string; rows?: number }) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <div className="skeleton" aria-hidden="true" />;
  return (
    <div className="skeleton" role="status">
      {Array.from({ length: rows }, (_, index) => <p key={index} aria-hidden="true"><i /><i /><i /></p>)}
      <small>{text ?? t('state.loading')}</small>
    </div>
  );
}

export function ErrorState({ title, error, retry }: { title?: string; error: unknown; retry?: () => void }) {
  const { t } = useWords();
  const trace = error instanceof ApiProblem ? error.body.traceId : undefined;
  return (
    <div className="state" role="alert">
      <Icon name="octagon" className="state-icon late" />
      <strong>{title ?? t('state.failed')}</strong>
      <p>{error instanceof Error ? error.message : t('state.failed')}</p>
      <p>{t('state.keep')}{trace !== undefined && t('state.number', { id: trace.slice(0, 9) })}</p>
      {retry && <Button onClick={retry} icon={<Icon name="refresh" small />}>{t('state.retry')}</Button>}
    </div>
  );
}
