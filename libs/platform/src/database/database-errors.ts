/** What pg, TypeORM and the socket put on their errors. */
interface ErrorWithCode {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  driverError?: unknown;
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
// pg reports these without a code.
const LOST_CONNECTION = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|query read timeout|connection error and is not queryable|client was closed/i;

/** SQLSTATE of a database error, found also under TypeORM's wrapper. */
export function sqlStateOf(error: unknown): string | undefined {
  const { code, driverError } = (error ?? {}) as ErrorWithCode;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !NETWORK.has(code)) return code;
  return driverError === undefined ? undefined : sqlStateOf(driverError);
}

/** May pass by itself: connection lost, conflict, out of resources, operator intervention, system error (classes 08, 40, 53, 57, 58). Retry. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return /^(08|40|53|57|58)/.test(state) || state === '55P03';
  const { code, message, cause } = (error ?? {}) as ErrorWithCode;
  if (typeof code === 'string' && NETWORK.has(code)) return true;
  if (typeof message === 'string' && LOST_CONNECTION.test(message)) return true;
  return cause !== undefined && cause !== null && isTransient(cause);
}

/** The data can never be stored: class 22 (but 22P03, a fault of our own binary format) and 23. Retrying is useless. */
export function isPoison(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== undefined && /^2[23]/.test(state) && state !== '22P03';
}
