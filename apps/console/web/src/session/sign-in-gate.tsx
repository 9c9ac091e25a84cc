import type { User } from 'oidc-client-ts';
import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { findOrganisation } from '../api/find-organisation';
import { settings } from '../app/settings';
import { ErrorState } from '../parts/states';
import { SessionContext, type Role, type Session } from './session';
import { setExpired } from './session-state';
import { signIn, userManager, type ReturnState } from './user-manager';

interface Claims { sub: string; name?: string; organisation?: string; roles?: Role[] }

async function sessionOf(user: User): Promise<Session> {
  const { sub, name, organisation: code = '', roles = [] } = user.profile as unknown as Claims;
  const organisation = await findOrganisation(code);
  const desk = organisation.operator !== undefined && settings.services.includes(organisation.operator) ? organisation.operator : undefined;
  return { user: sub, name: name ?? sub, roles, organisation, ...(desk !== undefined && { desk }) };
}

/** Shows its children to whoever is signed in, and sends everybody else to sign in first. */
export function SignInGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    const begin = async (): Promise<void> => {
      if (location.pathname === '/callback') {
        const user = await userManager.signinCallback();
        // A window that was opened only to sign in again closes itself.
        if (user === undefined) return;
        await navigate((user.state as ReturnState | undefined)?.path ?? '/', { replace: true });
      }
      const user = await userManager.getUser();
      if (user === null || user.expired === true) return signIn();
      setSession(await sessionOf(user));
    };
    begin().catch(setFailure);
    const renewed = userManager.events.addUserLoaded(() => setExpired(false));
    const lost = userManager.events.addAccessTokenExpired(() => setExpired(true));
    return () => { renewed(); lost(); };
    // Once: what happens later is told by the events.
  }, []);

  if (failure !== undefined) return <ErrorState title={t('session.failed')} error={failure} retry={() => { setFailure(undefined); void signIn().catch(setFailure); }} />;
  if (session === undefined) return <div className="center-page secondary" role="status">{t('session.opening')}</div>;
  return <SessionContext value={session}>{children}</SessionContext>;
}
