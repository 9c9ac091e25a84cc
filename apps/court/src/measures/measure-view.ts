import {
  lapsedWithoutRenewal, measureKind, stateOn, toShanghaiIso, warningDays,
  type Bilingual, type Details, type MeasureChange, type MeasureKind, type MeasureState, type RequestContract, type Subject,
} from '@lianzhi/contracts';
import { maskIdNumber } from '@lianzhi/platform';
import type { MeasureRecord } from './measure-record';

/** A measure as lists show it: object and number of the debtor masked. In the API: do not rename. */
export interface MeasureItem {
  id: string;
  kind: MeasureKind;
  title: Bilingual;
  state: MeasureState;
  /** Yuan. */
  amount: string | null;
  rank: number | null;
  /** Days. */
  from: string | null;
  until: string | null;
  /** The reply named no end: it is the one that was asked for. */
  untilAsked?: true;
  /** Days on which its court is warned of the end. */
  renewalWarnings: string[];
  lapsedWithoutRenewal: boolean;
  renewals: number;
  hits: number;
  caseNumber: string;
  debtor: Record<string, string>;
  object: Details;
  /** Organisation that carries it out. */
  recipient: string;
  /** The request that made it, and its type. */
  request: string;
  type: string;
  /** Type of the request that renews it; null where none does. */
  renewedBy: string | null;
  /** Later requests about it that are not answered. */
  pending: { request: string; act: string }[];
  endedAt: string | null;
  endedBy: string | null;
}

/** One message that made it what it is. */
export interface MeasureEntry { at: string; request: string; message: string; act: MeasureChange['act']; step: MeasureChange['step']; amount?: string; rank?: number; from?: string; until?: string }

export interface MeasureDetail extends Omit<MeasureItem, 'debtor'> {
  debtor: Subject;
  history: MeasureEntry[];
}

const numberMasked = ({ kind, name, ...number }: Subject): Record<string, string> => ({ kind, name, ...Object.fromEntries(Object.entries(number).map(([field, value]) => [field, maskIdNumber(value as string)])) });

/** @param today day in Shanghai: what is past its end has lapsed, though no message says so */
export function measureItem({ id, caseNumber, type, recipient, subject, measure }: MeasureRecord, contract: RequestContract | undefined, today: string): MeasureItem {
  const { kind, amount, rank, from, until, untilAsked, renewals, hits, pending, endedAt, endedBy, object } = measure;
  return {
    id, kind, title: measureKind(kind).title, state: stateOn(measure, today), amount, rank, from, until, ...(untilAsked && until !== null && { untilAsked: true as const }),
    renewalWarnings: warningDays(measure), lapsedWithoutRenewal: lapsedWithoutRenewal(measure, today), renewals, hits, caseNumber, debtor: numberMasked(subject),
    object: contract ? { ...contract.request.masked(object), ...contract.reply.masked(object) } : {}, recipient, request: id, type, renewedBy: contract?.measure?.renewal?.type ?? null,
    pending: pending.map(({ request, act }) => ({ request, act })), endedAt: endedAt === null ? null : toShanghaiIso(endedAt), endedBy,
  };
}

export function measureDetail(record: MeasureRecord, contract: RequestContract | undefined, changes: readonly MeasureChange[], today: string): MeasureDetail {
  return {
    ...measureItem(record, contract, today), debtor: record.subject, object: record.measure.object,
    history: [...changes].sort((a, b) => a.at - b.at || a.sequence - b.sequence).map(({ at, request, key, act, step, amount, rank, from, until }) => ({
      at: toShanghaiIso(at), request, message: key, act, step,
      ...(amount !== undefined && { amount }), ...(rank !== undefined && { rank }), ...(from !== undefined && { from }), ...(until !== undefined && { until }),
    })),
  };
}
