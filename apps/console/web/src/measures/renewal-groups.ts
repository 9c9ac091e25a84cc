import type { FormField } from '../forms/contract-entry';
import { isEmpty, type Values } from '../forms/values';
import type { RequestDraft } from '../new-request/request-draft';
import type { Measure } from './lapse';

/** A measure and the request that would renew it, as far as the ledger knows it. */
export interface ToRenew { measure: Measure; given: Partial<RequestDraft> & { type: string; details: Values } }

/** What is renewed with the same ruling: one case and one kind of renewal. */
export interface RenewalGroup { key: string; type: string; caseNumber: string; items: ToRenew[] }

/** By case and kind, in the order in which the first of each lapses. A ruling names its case, so no document serves two groups. Pure. */
export function groupsOf(items: readonly ToRenew[]): RenewalGroup[] {
  const groups = new Map<string, RenewalGroup>();
  for (const item of items) {
    const { type } = item.given;
    const { caseNumber } = item.measure;
    const key = `${type} ${caseNumber}`;
    groups.set(key, { key, type, caseNumber, items: [...groups.get(key)?.items ?? [], item] });
  }
  return [...groups.values()];
}

/** Number of the ruling 裁定书文号: one ruling for the whole group. */
const ruling = 'ruling';

/** What is written once for all: the ruling's number, and what has to be there and the ledger knows of none. Everything else may differ. Pure. */
export const commonFields = (fields: readonly FormField[], items: readonly ToRenew[]): FormField[] =>
  fields.filter(({ name, required }) => (required || name === ruling) && items.every(({ given }) => isEmpty(given.details[name])));

/** The request of one of them: what is written once, and its own. Pure. */
export function requestOf(common: RequestDraft, { given }: ToRenew, key: string): RequestDraft {
  return { ...common, ...given, details: { ...common.details, ...given.details }, officers: common.officers, documents: common.documents, key };
}
