import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Provider } from 'oidc-provider';
import type { IdentityUser } from './identity-file';
import { faultPage, loginPage } from './pages';

const FORM_LIMIT_BYTES = 4096;
/** Slows down guessing. */
const WRONG_PASSWORD_DELAY_MS = 500;

/** Asks for user name and password on `/interaction/<uid>` and hands the answer back to the provider. */
export async function handleInteraction(provider: Provider, users: ReadonlyMap<string, IdentityUser>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const action = await interactionPath(provider, request, response);
  if (action === undefined) return send(response, 400, faultPage('invalid_request', 'interaction session not found'));
  if (request.method !== 'POST') return send(response, 200, loginPage(action));
  const form = new URLSearchParams(await readForm(request));
  const username = form.get('username') ?? '';
  const user = users.get(username);
  if (!isPassword(form.get('password') ?? '', user?.password)) {
    await delay(WRONG_PASSWORD_DELAY_MS);
    return send(response, 401, loginPage(action, { username }));
  }
  await provider.interactionFinished(request, response, { login: { accountId: username } }, { mergeWithLastSubmission: false });
}

// The provider finds the interaction by its signed cookie, so a form sent from elsewhere finds none.
async function interactionPath(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<string | undefined> {
  try {
    return `/interaction/${(await provider.interactionDetails(request, response)).uid}`;
  } catch {
    return undefined;
  }
}

function isPassword(given: string, expected: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected ?? '')) && expected !== undefined;
}

async function readForm(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > FORM_LIMIT_BYTES) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}
