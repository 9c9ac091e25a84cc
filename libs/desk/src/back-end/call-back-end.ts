import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { BackEndRejection, BackEndUnreachable, FateUnknown } from './back-end-errors';

export interface BackEndCall { method: 'GET' | 'POST'; url: URL; body?: object; timeoutMs: number }
export interface BackEndAnswer { status: number; body: unknown }

// Not fetch: it was measured at three times the CPU of node:http for calls as small as these.
const connections = { keepAlive: true, maxSockets: 128 };
const agents = { http: new HttpAgent(connections), https: new HttpsAgent(connections) };
/** An answer with all that one debtor has is far smaller. */
const mostCharacters = 8 * 1024 * 1024;

/** The connection was never made, so nothing can have been done. Anything later may have reached the other side. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * One HTTP call. Resolves with 2xx and 404, whose meaning the caller knows.
 * @throws BackEndUnreachable not sent
 * @throws FateUnknown no answer, a 5xx, a redirect or no JSON
 * @throws BackEndRejection another 4xx
 */
export async function callBackEnd(call: BackEndCall): Promise<BackEndAnswer> {
  const { status, text } = await exchange(call);
  if (status === 429) throw new BackEndUnreachable('the back-end system is too busy (429)');
  if (status >= 400 && status < 500 && status !== 404) throw new BackEndRejection(`the back-end system rejected the call (${status})`);
  if (status !== 404 && (status < 200 || status >= 300)) throw new FateUnknown(`the back-end system answered ${status}`, true);
  return { status, body: parseJson(text) };
}

function exchange({ method, url, body, timeoutMs }: BackEndCall): Promise<{ status: number; text: string }> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = content === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
    const request = url.protocol === 'https:' ? httpsRequest(url, { method, headers, agent: agents.https }) : httpRequest(url, { method, headers, agent: agents.http });
    const timer = setTimeout(() => request.destroy(tooLate(request, timeoutMs)), timeoutMs);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(asBackEndError(error));
    };
    // `on`: a broken socket may report twice, and an error nobody listens to would end the process.
    request.on('error', fail).once('response', (response) => {
      textOf(response).then((text) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text });
      }, fail);
    });
    request.end(content);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const part of response as AsyncIterable<string>) {
    text += part;
    if (text.length > mostCharacters) throw new FateUnknown('the answer of the back-end system is far too big', true);
  }
  return text;
}

function tooLate(request: ClientRequest, timeoutMs: number): Error {
  const sent = request.socket !== null && !request.socket.connecting;
  return sent ? new FateUnknown(`the back-end system gave no answer within ${timeoutMs} ms`, false) : new BackEndUnreachable(`no connection to the back-end system within ${timeoutMs} ms`);
}

function asBackEndError(error: Error & { code?: string }): Error {
  if (error instanceof FateUnknown || error instanceof BackEndUnreachable) return error;
  if (error.code !== undefined && NOT_CONNECTED.has(error.code)) return new BackEndUnreachable(`the back-end system cannot be reached (${error.code})`);
  return new FateUnknown(`the connection to the back-end system broke (${error.code ?? 'no code'})`, false);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FateUnknown('the back-end system did not answer in JSON', true);
  }
}
