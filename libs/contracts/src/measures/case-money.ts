import { fenOf, moneyOf } from '../fields';
import type { MoveName } from '../lifecycle';
import type { Details } from '../request-contract';
import { parseInstant } from '../shanghai-time';

/** What an order moves between the debtor and the account of the case 案款账户. Declared by the contract; names of detail fields. */
export interface CaseMoneyRule {
  /** From the debtor into it, or from it back to him. */
  readonly does: 'taken' | 'returned';
  /** Of the reply: how much, and when the bank did it. */
  readonly amount: string;
  readonly at: string;
  /** Only orders that say so; without it all. */
  readonly when?: { readonly field: string; readonly equals: string };
}

/** WARNING: stored. `recorded`: the court has lowered what the case owes. */
export type MoneyStepKind = CaseMoneyRule['does'] | 'recorded';
/** Yuan; ms. */
export interface MoneyStep { kind: MoneyStepKind; amount: string; at: number }

export const movesCaseMoney = (rule: CaseMoneyRule, asked: Details): boolean => rule.when === undefined || asked[rule.when.field] === rule.when.equals;

/** What a message of the order says was moved; undefined where it says nothing of that. What came back 退汇 was not moved. Pure. */
export function movedBy(rule: CaseMoneyRule, { move, at, details }: { move: MoveName; at: number; details?: Details }): Omit<MoneyStep, 'kind'> | undefined {
  if (details === undefined) return undefined;
  if (move === 'measure-changed') return details['change'] === 'reversed' ? { amount: '0.00', at } : undefined;
  if (move !== 'answered') return undefined;
  const [amount, moment] = [details[rule.amount], details[rule.at]];
  return { amount: typeof amount === 'string' ? amount : '0.00', at: typeof moment === 'string' ? parseInstant(moment) : at };
}

/**
 * Money of the debtor that is on the account of the case while the court has not yet recorded it: the case owes it no longer in fact, though its
 * figure says so. What is recorded counts against what had been taken by then and never against what comes later, in whatever order one hears of it. Pure.
 */
export function unrecordedMoney(steps: readonly MoneyStep[]): string {
  const ordered = [...steps].sort((a, b) => a.at - b.at || Number(a.kind !== 'taken') - Number(b.kind !== 'taken'));
  return moneyOf(ordered.reduce((held, { kind, amount }) => {
    const next = kind === 'taken' ? held + fenOf(amount) : held - fenOf(amount);
    return next < 0n ? 0n : next;
  }, 0n));
}
