import { maskText, toShanghaiIso, type Bilingual, type RequestContract, type Subject } from '@lianzhi/contracts';
import type { Draft, DraftBody, DraftState } from './draft';

/** A draft as lists show it: no details, the number masked. In the API: do not rename. */
export interface DraftItem {
  id: string;
  type: string;
  title?: Bilingual;
  to: string | null;
  caseNumber: string;
  subject: { kind: string; name: string; idNumber?: string; creditCode?: string };
  /** Why it was drafted. */
  reason: Bilingual;
  key: string;
  /** The request that gave rise to it. */
  about: string | null;
  state: DraftState;
  /** The request that it became. */
  request: string | null;
  createdAt: string;
  settledAt: string | null;
  settledBy?: string;
  discardedBecause?: string;
}

/** With the body, which may be sent to `POST /v1/requests` as it is once it is complete. */
export type DraftDetail = DraftItem & { body: DraftBody & { type: string; to?: string } };

const maskedSubject = (subject: Subject): DraftItem['subject'] =>
  subject.kind === 'person' ? { kind: subject.kind, name: subject.name, idNumber: maskText(subject.idNumber) } : { kind: subject.kind, name: subject.name, creditCode: maskText(subject.creditCode) };

export function draftItem(draft: Draft, contract: RequestContract | undefined): DraftItem {
  const { id, type, to, reason, key, about, state, request, createdAt, settledAt, settledBy, discardedBecause, body } = draft;
  return {
    id, type, ...(contract && { title: contract.title }), to, caseNumber: body.caseNumber, subject: maskedSubject(body.subject), reason, key, about, state, request,
    createdAt: toShanghaiIso(createdAt), settledAt: settledAt === null ? null : toShanghaiIso(settledAt),
    ...(settledBy !== null && { settledBy }), ...(discardedBecause !== null && { discardedBecause }),
  };
}

export const draftDetail = (draft: Draft, contract: RequestContract | undefined): DraftDetail => ({ ...draftItem(draft, contract), body: bodyOf(draft) });

export const bodyOf = ({ type, to, body }: Pick<Draft, 'type' | 'to' | 'body'>): DraftDetail['body'] => ({ type, ...(to !== null && { to }), ...body });
