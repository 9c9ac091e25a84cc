import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { settings } from '../app/settings';

/**
 * Sign-in with OpenID Connect, code and PKCE. Tokens are kept in sessionStorage: they end with the tab, and no cookie exists that another site could
 * use (decision record 019). They are renewed in silence by the refresh token.
 */
export const userManager = new UserManager({
  authority: settings.issuer,
  client_id: settings.clientId,
  redirect_uri: `${location.origin}/callback`,
  post_logout_redirect_uri: `${location.origin}/`,
  response_type: 'code',
  scope: 'openid profile',
  automaticSilentRenew: true,
  accessTokenExpiringNotificationTimeInSeconds: 120,
  loadUserInfo: false,
  monitorSession: false,
  userStore: new WebStorageStateStore({ store: sessionStorage }),
});

/** The page to go back to after signing in elsewhere. */
export interface ReturnState { path: string }

export const signIn = (): Promise<void> => userManager.signinRedirect({ state: { path: location.pathname + location.search } satisfies ReturnState });

/** In a window of its own, so that nothing that was typed is lost; where the browser forbids one, by leaving the page: drafts are kept. */
export async function signInAgain(): Promise<void> {
  try {
    await userManager.signinPopup({ popupWindowFeatures: { width: 480, height: 640 } });
  } catch (error) {
    if (error instanceof Error && /popup.*(blocked|failed|open)/i.test(error.message)) await signIn();
    else throw error;
  }
}
