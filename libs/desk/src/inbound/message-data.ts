import { milestoneOfRequest, missingDocuments, shanghaiDate, validateMoveFields, validateReply, validateSubmission, type Details, type MoveName, type MovePath, type RequestContract } from '@lianzhi/contracts';
import type { DocumentReference, StoredEntry } from '@lianzhi/exchange';
import type { MoveData, SubmittedData } from '../requests/desk-request';
import { isCanonicalUuid } from '@lianzhi/platform';

/** How each move's data is checked on the wire; what is not here carries nothing that decides. */
const paths: Partial<Record<MoveName, MovePath>> = {
  accepted: 'accept', returned: 'return', 'information-requested': 'information-requests', supplemented: 'supplements', extended: 'extensions',
  withdrawn: 'withdrawal', urged: 'urges', closed: 'closure', objected: 'objection', 'measure-changed': 'measure-changes',
};

/** The first rule that the data of a received message breaks, as a stable slug with its pointer; undefined when it is usable. */
export function faultOf(contract: RequestContract, move: MoveName, attributes: StoredEntry['attributes'], data: unknown, now: number): string | undefined {
  const options = { businessDate: shanghaiDate(now), strict: false };
  if (move === 'submitted') return submissionFault(contract, attributes, data as SubmittedData, options.businessDate);
  const { details, reason, missing, question, note, documents } = data as MoveData;
  if (documents !== undefined && !areReferences(documents)) return 'invalid:/documents';
  const isReply = move === 'answered' || move === 'interim-replied';
  if (isReply) {
    const body = { final: move === 'answered', outcome: attributes.outcome, milestone: attributes.milestone, details: details ?? {} };
    return faultText(validateReply(contract, present(body), options));
  }
  const path = paths[move];
  if (!path) return undefined;
  const body = { details, reason, missing, question, note, milestone: attributes.milestone, until: attributes.until, change: (details as Details | undefined)?.['change'] };
  return faultText(validateMoveFields(contract, path, present(body), options));
}

function submissionFault(contract: RequestContract, attributes: StoredEntry['attributes'], data: SubmittedData, businessDate: string): string | undefined {
  const { subject, details, officers, caseNumber, documents } = data;
  const fault = faultText(validateSubmission(contract, present({ urgency: attributes.urgency, subject, details, officers, follows: attributes.follows }), { businessDate, strict: false }));
  if (fault) return fault;
  if (typeof caseNumber !== 'string' || caseNumber === '') return 'invalid:/caseNumber';
  // The coordinator counts by the attribute, which only the two ends can compare with what was asked.
  if (milestoneOfRequest(contract, details) !== attributes.milestone && (attributes.milestone === undefined || isOfRequest(contract, attributes.milestone))) return 'invalid:/milestone';
  if (documents !== undefined && !areReferences(documents)) return 'invalid:/documents';
  const missing = missingDocuments(contract, 'request', details, (documents ?? []).map(({ kind }) => kind));
  return missing.length > 0 ? 'documents-missing' : undefined;
}

const isOfRequest = ({ milestones }: RequestContract, milestone: string): boolean => milestones.some(({ name, on }) => name === milestone && on.includes('request'));

const faultText = (issues: { code: string; pointer: string }[]): string | undefined => issues[0] && `invalid:${issues[0].pointer}`;

const present = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));


/** A usable list of documents. */
export function areReferences(documents: unknown): documents is DocumentReference[] {
  return Array.isArray(documents) && documents.length <= 200 && documents.every((one: Record<string, unknown>) =>
    isCanonicalUuid(String(one?.['id'])) && typeof one['kind'] === 'string' && /^[0-9a-f]{64}$/.test(String(one['sha256'])) && Number.isSafeInteger(one['size']));
}
