import { lapsedWithoutRenewal, nextTerm, stateOn, type Catalogue } from '@lianzhi/contracts';
import type { DraftBody } from '../drafts/draft';
import type { MeasureRecord } from './measure-record';

export type RenewalBody = DraftBody & { type: string; to: string };

/**
 * The request that renews 续行 a measure, as far as the ledger knows it: officers and documents are the officer's. Undefined for one that has no end,
 * is over, or whose type knows no renewal. Pure.
 * @param today day in Shanghai
 */
export function renewalBody({ id, caseNumber, recipient, subject, asked, type, measure }: MeasureRecord, catalogue: Pick<Catalogue, 'find'>, today: string): RenewalBody | undefined {
  const renewal = catalogue.find(type)?.measure?.renewal;
  if (!renewal || measure.until === null || stateOn(measure, today) !== 'in_effect' || lapsedWithoutRenewal(measure, today)) return undefined;
  return {
    type: renewal.type, to: recipient, caseNumber, subject, follows: id,
    details: renewal.details({ asked, object: measure.object, until: measure.until }, nextTerm({ until: measure.until, term: measure.term }, renewal)),
  };
}
