import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { TokenVerifier } from '@lianzhi/platform';

const ROOT = join(__dirname, '../../..');
const CLIENT = { clientId: 'court-140105-system', clientSecret: 'a-secret', organisation: 'court-140105', roles: ['system'] };
const USER = { username: 'court-140105-officer', password: 'pass-word', organisation: 'court-140105', roles: ['officer'] };

describe('local identity provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-identity-'));
  const file = join(folder, 'identity.json');
  let process_: ChildProcess;
  let output = '';
  let issuer: string;
  let redirectUri: string;

  const start = async (): Promise<void> => {
    const port = new URL(issuer).port;
    process_ = spawn(process.execPath, ['dist/deploy/local/identity/main.js'], { cwd: ROOT, env: { PORT: port, LIANZHI_IDENTITY_FILE: file, LIANZHI_CONSOLE_URLS: 'http://127.0.0.1:17080' } });
    for (const stream of [process_.stdout, process_.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
    for (let i = 0; i < 450; i += 1) {
      if (await fetch(`${issuer}/health/ready`).then((response) => response.ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the identity provider does not answer: ${output}`);
  };
  const stop = (): Promise<number | null> => new Promise((resolve) => {
    process_.once('exit', resolve);
    process_.kill('SIGTERM');
  });
  const token = (body: Record<string, string>, basic?: string) => fetch(`${issuer}/token`, {
    method: 'POST', body: new URLSearchParams(body), headers: basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
  });
  const tokens = async (response: Response) => (await response.json()) as { access_token: string; id_token: string; refresh_token: string; expires_in: number };

  beforeAll(async () => {
    execFileSync(process.execPath, ['deploy/local/build.js'], { cwd: ROOT });
    writeFileSync(file, JSON.stringify({ clients: [CLIENT], users: [USER] }));
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(probe.address() as AddressInfo).port}`;
    redirectUri = 'http://127.0.0.1:17080/callback';
    await new Promise((resolve) => probe.close(resolve));
    await start();
  }, 60_000);
  afterAll(async () => {
    if (process_?.exitCode === null) await stop();
    rmSync(folder, { recursive: true });
  });

  it('gives a client a token for the API, by basic or post, with no further parameters', async () => {
    const basic = await token({ grant_type: 'client_credentials' }, `${CLIENT.clientId}:${CLIENT.clientSecret}`);
    const post = await token({ grant_type: 'client_credentials', client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret });
    expect([basic.status, post.status]).toEqual([200, 200]);
    const { access_token: accessToken, expires_in: expiresIn } = await tokens(basic);
    expect(expiresIn).toBe(3600);
    const { payload, protectedHeader } = await jwtVerify(accessToken, createRemoteJWKSet(new URL(`${issuer}/jwks`)), { issuer, audience: 'urn:lianzhi:api' });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({ organisation: 'court-140105', roles: ['system'], client_id: CLIENT.clientId });
    const verifier = new TokenVerifier({ issuer, audience: 'urn:lianzhi:api' });
    expect(await verifier.verify((await tokens(post)).access_token)).toEqual({ client: CLIENT.clientId, organisation: 'court-140105', roles: ['system'], expiresAt: expect.any(Number) });
    await expect(new TokenVerifier({ issuer, audience: 'urn:other' }).verify(accessToken)).rejects.toMatchObject({ status: 401 });
  });

  it('refuses a wrong secret, an unknown client and a console without PKCE', async () => {
    expect((await token({ grant_type: 'client_credentials' }, `${CLIENT.clientId}:wrong`)).status).toBe(401);
    expect((await token({ grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'x' })).status).toBe(401);
    expect((await token({ grant_type: 'client_credentials', client_id: 'lianzhi-console' })).status).toBe(400);
    const response = await fetch(`${issuer}/auth?${new URLSearchParams({ client_id: 'lianzhi-console', response_type: 'code', redirect_uri: redirectUri, scope: 'openid' })}`, { redirect: 'manual' });
    expect(response.headers.get('location')).toContain('error=invalid_request');
    const elsewhere = await fetch(`${issuer}/auth?${new URLSearchParams({ client_id: 'lianzhi-console', response_type: 'code', redirect_uri: 'http://127.0.0.1:9/', scope: 'openid' })}`, { redirect: 'manual' });
    expect(elsewhere.status).toBe(400);
    expect(await elsewhere.text()).toContain('无法登录');
  });

  it('lets an officer sign in with code and PKCE, and keeps the session by refresh token', async () => {
    const browser = new Browser();
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const query = new URLSearchParams({ client_id: 'lianzhi-console', response_type: 'code', redirect_uri: redirectUri, scope: 'openid profile', state: 's', code_challenge: challenge, code_challenge_method: 'S256' });
    const page = await browser.follow(`${issuer}/auth?${query}`, redirectUri);
    expect(await page.response.text()).toContain('用户名 User name');
    const wrong = await browser.follow(page.url, redirectUri, new URLSearchParams({ username: USER.username, password: 'wrong' }));
    expect([wrong.response.status, await wrong.response.text()]).toEqual([401, expect.stringContaining('密码不正确')]);
    const done = await browser.follow(page.url, redirectUri, new URLSearchParams({ username: USER.username, password: USER.password }));
    const code = new URL(done.url).searchParams.get('code') ?? '';
    const exchanged = await token({ grant_type: 'authorization_code', client_id: 'lianzhi-console', code, redirect_uri: redirectUri, code_verifier: verifier });
    expect(exchanged.status).toBe(200);
    const granted = await tokens(exchanged);
    const api = new TokenVerifier({ issuer, audience: 'urn:lianzhi:api' });
    expect(await api.verify(granted.access_token)).toEqual({ client: 'lianzhi-console', user: USER.username, name: USER.username, organisation: 'court-140105', roles: ['officer'], expiresAt: expect.any(Number) });
    expect(decodeJwt(granted.id_token)).toMatchObject({ organisation: 'court-140105', name: USER.username });
    await expect(api.verify(granted.id_token)).rejects.toMatchObject({ status: 401 });
    const again = await token({ grant_type: 'authorization_code', client_id: 'lianzhi-console', code, redirect_uri: redirectUri, code_verifier: verifier });
    expect(again.status).toBe(400);
    // A code used twice revokes what it gave (RFC 6749 §4.1.2), so the refresh is tried with a second sign-in, for which the session suffices.
    const second = await browser.follow(`${issuer}/auth?${query}`, redirectUri);
    const other = await tokens(await token({ grant_type: 'authorization_code', client_id: 'lianzhi-console', code: new URL(second.url).searchParams.get('code') ?? '', redirect_uri: redirectUri, code_verifier: verifier }));
    const refreshed = await token({ grant_type: 'refresh_token', client_id: 'lianzhi-console', refresh_token: other.refresh_token });
    expect(refreshed.status).toBe(200);
    expect((await api.verify((await tokens(refreshed)).access_token)).organisation).toBe('court-140105');
  });

  it('keeps its keys over a restart, stops cleanly and warns of nothing', async () => {
    const before = await tokens(await token({ grant_type: 'client_credentials' }, `${CLIENT.clientId}:${CLIENT.clientSecret}`));
    expect(await stop()).toBe(0);
    await start();
    await expect(new TokenVerifier({ issuer, audience: 'urn:lianzhi:api' }).verify(before.access_token)).resolves.toMatchObject({ organisation: 'court-140105' });
    expect(output).not.toMatch(/WARNING|NOTICE/);
    expect(output).not.toContain(USER.password);
  });
});

/** Follows redirects with cookies, up to the console's address. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async follow(url: string, end: string, form?: URLSearchParams): Promise<{ url: string; response: Response }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: form }) });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, response };
    const next = new URL(location, url).href;
    return next.startsWith(end) ? { url: next, response } : this.follow(next, end);
  }
}
