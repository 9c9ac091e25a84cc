import type { ClientMetadata, Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { Identities, IdentityClient, IdentityUser } from './identity-file';
import type { IdentityKeys } from './identity-keys';
import { MemoryAdapter } from './memory-adapter';
import { faultPage, loggedOutPage, logoutPage } from './pages';

export const AUDIENCE = 'urn:lianzhi:api';
export const CONSOLE_CLIENT = 'lianzhi-console';

const HOUR = 3600;

export interface ProviderOptions {
  identities: Identities;
  keys: IdentityKeys;
  /** Base URLs under which the console may be open. */
  consoleUrls: readonly string[];
}

/** OpenID provider settings: clients by secret, people by user name with PKCE, every access token a JWT for the API. */
export function providerConfiguration({ identities, keys, consoleUrls }: ProviderOptions): Configuration {
  return {
    adapter: MemoryAdapter,
    clients: [...[...identities.clients.values()].map(machineClient), consoleClient(consoleUrls)],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: keys.jwks as Configuration['jwks'],
    cookies: { keys: keys.cookieKeys },
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'name', 'organisation', 'roles'] },
    conformIdTokenClaims: false, // the console wants name and organisation without another call
    clientBasedCORS: (_ctx, origin, client) => client.clientId === CONSOLE_CLIENT && consoleUrls.includes(origin),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false }, // access tokens are for the API alone
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: 'openid profile', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: HOUR, jwt: { sign: { alg: 'ES256' } } }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void (ctx.body = logoutPage(form)),
        postLogoutSuccessSource: (ctx) => void (ctx.body = loggedOutPage()),
      },
    },
    findAccount: (_ctx, username) => {
      const user = identities.users.get(username);
      return user && { accountId: username, claims: () => ({ sub: username, ...claimsOf(user), name: user.name ?? username }) };
    },
    extraTokenClaims: (_ctx, token) => {
      if (token.kind === 'ClientCredentials') return claimsOf(identities.clients.get(token.clientId ?? ''));
      const user = 'accountId' in token ? identities.users.get(token.accountId) : undefined;
      return user && { ...claimsOf(user), name: user.name ?? user.username };
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: grantWithoutAsking,
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = faultPage(out.error, out.error_description ?? '');
    },
    ttl: { AccessToken: HOUR, ClientCredentials: HOUR, IdToken: HOUR, AuthorizationCode: 60, Interaction: HOUR, Session: 12 * HOUR, Grant: 12 * HOUR, RefreshToken: 12 * HOUR },
  };
}

function machineClient({ clientId, clientSecret }: IdentityClient): ClientMetadata {
  // Basic or post: the provider takes either for a client with a secret.
  return { client_id: clientId, client_secret: clientSecret, grant_types: ['client_credentials'], response_types: [], redirect_uris: [], token_endpoint_auth_method: 'client_secret_basic' };
}

function consoleClient(urls: readonly string[]): ClientMetadata {
  return {
    client_id: CONSOLE_CLIENT,
    client_name: '联执 Lianzhi',
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: urls.flatMap((url) => ['/', '/callback'].map((path) => url + path)),
    post_logout_redirect_uris: urls.map((url) => `${url}/`),
  };
}

function claimsOf(holder: IdentityClient | IdentityUser | undefined): { organisation: string; roles: string[]; party?: IdentityUser['party'] } | undefined {
  return holder && { organisation: holder.organisation, roles: holder.roles, ...('party' in holder && { party: holder.party }) };
}

/** The console is our own: nobody is asked to consent to it. */
async function grantWithoutAsking(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client?.clientId !== CONSOLE_CLIENT || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile offline_access');
  grant.addOIDCClaims(['sub', 'name', 'organisation', 'roles']);
  grant.addResourceScope(AUDIENCE, 'openid profile');
  await grant.save();
  return grant;
}
