import { Button } from 'antd';
import { useState } from 'react';
import { Bar } from '../parts/bar';
import { useWords } from '../words/i18n';
import { queryClient } from '../app/query-client';
import { setExpired, useExpired } from './session-state';
import { signInAgain } from './user-manager';

/** Over the page, which stays as it is: signing in again happens beside it. */
export function SessionBar() {
  const { t } = useWords();
  const expired = useExpired();
  const [busy, setBusy] = useState(false);
  if (!expired) return null;
  const again = async (): Promise<void> => {
    setBusy(true);
    try {
      await signInAgain();
      setExpired(false);
      await queryClient.invalidateQueries();
    } catch { /* closed without signing in: the bar stays */ } finally {
      setBusy(false);
    }
  };
  return (
    <Bar icon="lock" role="alert" title={t('session.expired')} more={t('session.expiredMore')}>
      <Button type="primary" loading={busy} onClick={() => void again()}>{t('session.again')}</Button>
    </Bar>
  );
}
