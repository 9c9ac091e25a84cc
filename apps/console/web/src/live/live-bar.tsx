import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Bar } from '../parts/bar';
import { clockWords } from '../time/countdown';
import { useWords } from '../words/i18n';
import { useLive } from './live-provider';

/** Says when changes are not seen, and what was caught up once they are again. */
export function LiveBar() {
  const { t } = useWords();
  const { status, reconnect } = useLive();
  const [told, setTold] = useState(0);
  const caughtUp = status.connected ? status.caughtUp ?? 0 : 0;
  useEffect(() => {
    if (caughtUp === 0) return undefined;
    setTold(caughtUp);
    const timer = setTimeout(() => setTold(0), 8_000);
    return () => clearTimeout(timer);
  }, [caughtUp]);
  if (!status.connected && status.attempt > 1) {
    return (
      <Bar tone="risk" icon="offline" title={t('live.broken', { time: clockWords(status.since ?? Date.now()).slice(0, 5) })} more={t('live.brokenMore', { count: status.attempt })}>
        <Button onClick={reconnect}>{t('live.reconnect')}</Button>
      </Bar>
    );
  }
  return told > 0 ? <Bar tone="ok" icon="live" title={t('live.back', { count: told })} /> : null;
}
