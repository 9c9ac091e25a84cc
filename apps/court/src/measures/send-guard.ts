import { actOf, addMonths, fenOf, measureKind, moneyOf, remainingCap, shanghaiDate, stateOn, type Catalogue, type HandedOverRule, type RequestContract } from '@lianzhi/contracts';
import type { RequestToSend } from '@lianzhi/desk';
import { invalid, type Problem } from '@lianzhi/platform';
import type { MeasureRecord } from './measure-record';
import { amountOverCap, measureEnded, measureLapsed } from './measure-problems';

/** What the ledger knows when requests are about to be sent. */
export interface GuardView {
  catalogue: Pick<Catalogue, 'get'>;
  /** Who acts for that court now: a closed one and its successor are one 承继. */
  actingFor(court: string): string;
  /** Cap of the case, yuan. */
  capOf(request: Pick<RequestToSend, 'from' | 'caseNumber'>): string;
  /** Of these courts and cases, all that takes of the cap. */
  capped: readonly MeasureRecord[];
  /** The measure that the request of this id made or is about. */
  measureOf(requestId: string): MeasureRecord | undefined;
  /** A measure of the ledger by its id, whichever court's. */
  find(measureId: string): MeasureRecord | undefined;
  /** Business time, ms. */
  now: number;
}

/**
 * Judges requests one after the other, each seeing those before it as sent: no more is frozen than the case owes (超标的额冻结), what has lapsed is
 * not renewed, and what is handed over lasts long enough. Pure.
 */
export function judge(requests: readonly RequestToSend[], view: GuardView): (Problem | undefined)[] {
  const reserved = new Map<string, bigint>();
  return requests.map((request) => {
    const contract = view.catalogue.get(request.type);
    const refusal = againstHandOver(contract.handsOver, request, view) ?? againstRenewal(contract, request, view);
    return refusal ?? againstAmount(contract, request, view, reserved);
  });
}

function againstRenewal({ measure }: RequestContract, { details, follows }: RequestToSend, { measureOf, now }: GuardView): Problem | undefined {
  if (!measure || actOf(measure, details) !== 'renew' || follows === undefined) return undefined;
  const known = measureOf(follows.id)?.measure;
  if (!known) return undefined;
  const state = stateOn(known, shanghaiDate(now));
  if (state === 'lapsed') return measureLapsed(known.until ?? shanghaiDate(known.endedAt ?? now));
  return state === 'lifted' || state === 'replaced' || state === 'none' ? measureEnded(state) : undefined;
}

function againstAmount({ measure }: RequestContract, request: RequestToSend, view: GuardView, reserved: Map<string, bigint>): Problem | undefined {
  const act = measure && actOf(measure, request.details);
  const asked = measure?.amount?.capped && measure.amount.asked !== undefined ? request.details[measure.amount.asked] : undefined;
  if (typeof asked !== 'string' || (act !== 'create' && act !== 'renew')) return undefined;
  const renewed = act === 'renew' && request.follows ? view.measureOf(request.follows.id)?.measure.counted : undefined;
  const more = fenOf(asked) - fenOf(renewed ?? '0.00');
  if (more <= 0n) return undefined;
  const key = `${view.actingFor(request.from)} ${request.caseNumber}`;
  const before = reserved.get(key) ?? 0n;
  const rest = fenOf(remainingIn(request, view)) - before;
  if (more > rest) return amountOverCap(moneyOf(rest < 0n ? 0n : rest));
  reserved.set(key, before + more);
  return undefined;
}

/** What may still be frozen in the case. */
function remainingIn({ from, caseNumber }: Pick<RequestToSend, 'from' | 'caseNumber'>, { capOf, capped, actingFor, now }: GuardView): string {
  const today = shanghaiDate(now);
  const live = capped.filter((one) => actingFor(one.organisation) === actingFor(from) && one.caseNumber === caseNumber && stateOn(one.measure, today) !== 'lapsed');
  return remainingCap(capOf({ from, caseNumber }), live.map(({ measure }) => measure.counted));
}

/** 委托执行规定 (2020) art. 6: a measure with less than one month left is renewed before the case is handed over. */
function againstHandOver(rule: HandedOverRule | undefined, { from, details }: RequestToSend, { find, actingFor, now }: GuardView): Problem | undefined {
  const items = rule && details[rule.list];
  if (!rule || !Array.isArray(items)) return undefined;
  const today = shanghaiDate(now);
  const errors = (items as Record<string, unknown>[]).flatMap((item, i) => {
    const id = item[rule.id];
    if (typeof id !== 'string') return [];
    const pointer = `/details/${rule.list}/${i}/${rule.id}`;
    const found = find(id.toLowerCase());
    const known = rule.others || (found && actingFor(found.organisation) === actingFor(from)) ? found : undefined;
    if (!known && rule.others) return [];
    if (!known) return [{ pointer, code: 'unknown-measure', detail: { zh: '台账中没有该措施', en: 'is not a measure of this court’s ledger' } }];
    const { kind, until } = known.measure;
    const state = stateOn(known.measure, today);
    // A waiting one has no end yet and nothing that could run out.
    if (state === 'waiting' || (state === 'in_effect' && (!measureKind(kind).renewable || until === null || until >= addMonths(today, rule.months)))) return [];
    return [{ pointer, code: state === 'in_effect' ? 'measure-ends-soon' : `measure-${state === 'lapsed' ? 'lapsed' : 'ended'}`, detail: {
      zh: `台账记载该措施${state === 'in_effect' ? `于 ${until} 届满，剩余不足${rule.months}个月，须先续行` : '已不在有效状态'}，再移交（委托执行规定第六条）`,
      en: `${state === 'in_effect' ? `ends on ${until}, with less than ${rule.months} month(s) left: renew it` : 'is no longer in effect: make it anew'} before handing the case over (委托执行规定 art. 6)`,
    } }];
  });
  return errors.length > 0 ? invalid(errors) : undefined;
}
