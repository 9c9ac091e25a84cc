import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useRef } from 'react';
import { Navigate, NavLink, Route, Routes, useNavigate } from 'react-router';
import { useCatalogueQuery } from '../api/use-catalogue';
import { LiveBar } from '../live/live-bar';
import { useLive } from '../live/live-provider';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { SessionBar } from '../session/session-bar';
import { clockWords } from '../time/countdown';
import { useFromTime } from '../time/server-clock';
import { setLanguage, useWords } from '../words/i18n';
import { AlertBell } from './alert-bell';
import { pages } from './pages';
import { setPreferences, usePreferences } from './preferences';
import { signOut } from './sign-out';
import { useAbilities } from './use-abilities';

const HeldAlarm = lazy(() => import('../alarm/held-alarm'));

/** The frame of every page: who sits here, where to go, whether what is shown is live. */
export function Layout() {
  const { t } = useWords();
  const session = useSession();
  const abilities = useAbilities();
  const catalogue = useCatalogueQuery();
  const main = useRef<HTMLElement>(null);
  const own = abilities === undefined ? [] : pages.filter((page) => page.for(session, abilities));
  const home = (own.find(({ path }) => path === '/sent') ?? own.find(({ nav }) => nav !== undefined))?.path;
  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t('skip')}</a>
      <header className="top no-print">
        <span className="brand">{t('brand')}</span>
        <span className="org">{session.organisation.name}</span>
        <nav className="nav" aria-label={t('nav.main')}>
          {own.flatMap(({ path, nav }) => (nav === undefined ? [] : [<NavLink key={path} to={path}><Icon name={nav.icon} className="phone-only" />{t(`nav.${nav.title}`)}</NavLink>]))}
        </nav>
        <ServerTime />
        {home !== undefined && <AlertBell />}
        <Preferences />
        <Account />
      </header>
      <div className="no-print"><SessionBar /><LiveBar />{abilities?.holdsCases === true && <Suspense><HeldAlarm /></Suspense>}</div>
      <main id="main" ref={main} tabIndex={-1}>
        {abilities === undefined ? (catalogue.error !== null ? <ErrorState error={catalogue.error} retry={() => void catalogue.refetch()} /> : <LoadingState />) : (
          <Suspense fallback={<LoadingState />}>
            <Routes>
              {own.map(({ path, component: Component }) => <Route key={path} path={path} element={<Component />} />)}
              <Route path="/" element={home === undefined ? <EmptyState icon="info" title={t('session.noDesk')} more={t('session.noDeskMore')} /> : <Navigate to={home} replace />} />
              <Route path="/callback" element={null} />
              <Route path="*" element={<EmptyState icon="search" title={t('state.notFound')}><NavLink to="/">{t('state.toWorklist')}</NavLink></EmptyState>} />
            </Routes>
          </Suspense>
        )}
      </main>
    </div>
  );
}

function ServerTime() {
  const { t } = useWords();
  const { status } = useLive();
  const time = useFromTime(clockWords);
  return (
    <span className={`live ${status.connected ? '' : 'broken'}`} title={t('bar.serverTime', { time })}>
      <Icon name={status.connected ? 'live' : 'offline'} small />{status.connected ? t('bar.live') : t('bar.offline')}<span className="wide-only"> · {t('bar.serverTime', { time })}</span>
    </span>
  );
}

function Preferences() {
  const { t, language } = useWords();
  const { large } = usePreferences();
  return (
    <span className="preferences">
      <Button type="text" size="small" aria-pressed={large} onClick={() => setPreferences({ large: !large })}>{t(large ? 'bar.largeTextOff' : 'bar.largeText')}</Button>
      <Button type="text" size="small" title={t('bar.languageTitle')} lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh-CN')}>{t('bar.language')}</Button>
    </span>
  );
}

function Account() {
  const { t } = useWords();
  const { name, user } = useSession();
  const navigate = useNavigate();
  return (
    <Dropdown trigger={['click']} menu={{ items: [{ key: 'home', label: t('nav.worklist') }, { key: 'out', label: t('bar.signOut') }], onClick: ({ key }) => { if (key === 'out') void signOut(user); else void navigate('/'); } }}>
      <Button type="text" size="small" className="account" icon={<Icon name="person" />} aria-label={`${t('bar.account')} ${name}`}><span className="account-name">{name}</span></Button>
    </Dropdown>
  );
}
