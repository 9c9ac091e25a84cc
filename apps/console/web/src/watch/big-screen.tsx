import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../words/i18n';

/**
 * 大屏: the same board without the frame of the console, larger, for a wall. The browser's full screen where it is allowed; Esc, or the same button,
 * ends it. The numbers follow by themselves as they do on the page.
 */
export function BigScreen() {
  const { t } = useWords();
  const [on, setOn] = useState(false);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-big-screen', on);
    return () => document.documentElement.removeAttribute('data-big-screen');
  }, [on]);
  useEffect(() => {
    const changed = (): void => { if (document.fullscreenElement === null) setOn(false); };
    // In full screen the browser itself takes Esc.
    const pressed = ({ key }: KeyboardEvent): void => { if (key === 'Escape') leave(); };
    document.addEventListener('fullscreenchange', changed);
    document.addEventListener('keydown', pressed);
    return () => { document.removeEventListener('fullscreenchange', changed); document.removeEventListener('keydown', pressed); };
  }, []);
  const leave = (): void => { setOn(false); void document.exitFullscreen?.().catch(() => undefined); };
  // Refused where a policy of the machine forbids it: the board still fills the window.
  const enter = (): void => { setOn(true); void document.documentElement.requestFullscreen?.().catch(() => undefined); };
  return <Button aria-pressed={on} onClick={on ? leave : enter}>{t(on ? 'watch.bigScreenOff' : 'watch.bigScreen')}</Button>;
}
