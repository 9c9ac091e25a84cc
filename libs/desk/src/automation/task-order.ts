import type { DataCipher } from '@lianzhi/platform';
import type { DeskRequest, SubmittedData } from '../requests/desk-request';
import type { RequestHandler } from './request-handler';

/** Request types that are answered by machine → how they are ordered, if at all. */
export type Automated = ReadonlyMap<string, RequestHandler['inOrder']>;

export const automatedBy = (handlers: readonly RequestHandler[]): Automated => new Map(handlers.map(({ type, inOrder }) => [type, inOrder]));

/** Equal for requests that must be handled one after the other; null for those that need not. Keyed: it stands for an identity number. */
export function taskOrder(inOrder: RequestHandler['inOrder'], { to, subjectHash }: DeskRequest, { details }: Pick<SubmittedData, 'details'>, cipher: DataCipher): Buffer | null {
  if (inOrder === undefined) return null;
  const value = inOrder === true ? subjectHash?.toString('hex') : details[inOrder.detail];
  return typeof value === 'string' ? cipher.keyedHash(`task order ${to} ${inOrder === true ? '' : inOrder.detail} ${value}`) : null;
}
