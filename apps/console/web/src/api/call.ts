import i18next from 'i18next';
import { setExpired } from '../session/session-state';
import { userManager } from '../session/user-manager';
import { ApiProblem, NoConnection, type ProblemBody } from './problem';

/** `fetch` with the token and the language; a refusal is thrown. A token that has run out is renewed once, without the page noticing. */
export async function apiFetch(input: Request | string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401) return checked(response);
  const renewed = await userManager.signinSilent().catch(() => null);
  if (renewed === null) {
    setExpired(true);
    return checked(response);
  }
  return checked(await send(again));
}

async function send(request: Request): Promise<Response> {
  const user = await userManager.getUser();
  if (user !== null) request.headers.set('Authorization', `Bearer ${user.access_token}`);
  request.headers.set('Accept-Language', i18next.resolvedLanguage ?? 'zh-CN');
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoConnection(i18next.t('live.unreachable'));
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  throw new ApiProblem(response.status, { title: response.statusText || String(response.status), status: response.status, ...body });
}
