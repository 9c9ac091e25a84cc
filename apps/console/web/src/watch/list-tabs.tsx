import { NavLink } from 'react-router';
import { useWords } from '../words/i18n';

export function ListTabs() {
  const { t } = useWords();
  return <nav className="tabs" aria-label={t('watch.listTitle')}><NavLink to="/watch" end>{t('watch.requests')}</NavLink><NavLink to="/watch/obligations">{t('watch.obligations')}</NavLink></nav>;
}
