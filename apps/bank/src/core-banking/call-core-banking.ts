import { CoreBankingRejection, CoreBankingUnreachable, FateUnknown } from './core-banking-errors';

export interface Call { method: 'GET' | 'POST'; url: string; body?: object; timeoutMs: number }
export interface Answer { status: number; body: unknown }

/** The connection was never made, so nothing can have been done. Anything later may have reached the other side. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * One HTTP call. Resolves with 2xx and 404, whose meaning the caller knows.
 * @throws CoreBankingUnreachable not sent
 * @throws FateUnknown no answer, a 5xx or no JSON
 * @throws CoreBankingRejection another 4xx
 */
export async function callCoreBanking({ method, url, body, timeoutMs }: Call): Promise<Answer> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method, signal: AbortSignal.timeout(timeoutMs),
      ...body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw asCoreBankingError(error, timeoutMs);
  }
  if (status === 429) throw new CoreBankingUnreachable('core banking is too busy (429)');
  if (status >= 500) throw new FateUnknown(`core banking answered ${status}`, true);
  if (status >= 400 && status !== 404) throw new CoreBankingRejection(`core banking rejected the call (${status})`);
  return { status, body: parseJson(text) };
}

function asCoreBankingError(error: unknown, timeoutMs: number): Error {
  if ((error as Error).name === 'TimeoutError') return new FateUnknown(`core banking gave no answer within ${timeoutMs} ms`, false);
  const code = causeCode(error);
  if (code !== undefined && NOT_CONNECTED.has(code)) return new CoreBankingUnreachable(`core banking cannot be reached (${code})`);
  return new FateUnknown(`the connection to core banking broke (${code ?? 'no code'})`, false);
}

/** fetch wraps the system's error; for a name with several addresses the causes lie one deeper. */
function causeCode(error: unknown): string | undefined {
  const cause = (error as { cause?: { code?: string; errors?: { code?: string }[] } }).cause;
  return cause?.code ?? cause?.errors?.[0]?.code;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FateUnknown('core banking did not answer in JSON', true);
  }
}
