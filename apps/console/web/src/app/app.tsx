import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { BrowserRouter } from 'react-router';
import { LiveProvider } from '../live/live-provider';
import { SignInGate } from '../session/sign-in-gate';
import { useWords } from '../words/i18n';
import { Layout } from './layout';
import { usePreferences } from './preferences';
import { queryClient } from './query-client';
import { styleNonce } from './settings';
import { theme } from './theme';

/** Not the body: over that, a dialog would lock scrolling with a style that carries no nonce; the page itself does not scroll. */
const overPage = (): HTMLElement => document.getElementById('root')!;

export function App() {
  const { language } = useWords();
  const { large } = usePreferences();
  useEffect(() => { document.documentElement.classList.toggle('large', large); }, [large]);
  return (
    <ConfigProvider theme={theme(large)} locale={language === 'en' ? enUS : zhCN} csp={styleNonce === undefined ? undefined : { nonce: styleNonce }} wave={{ disabled: true }} getPopupContainer={overPage} button={{ autoInsertSpace: false }}>
      <AntdApp component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <SignInGate>
              <LiveProvider>
                <Layout />
              </LiveProvider>
            </SignInGate>
          </BrowserRouter>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
