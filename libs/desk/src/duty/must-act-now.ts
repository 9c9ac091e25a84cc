import type { RequestContract, Side } from '@lianzhi/contracts';
import type { ObligationView } from '../requests/obligation-view';

type Rules = Pick<RequestContract, 'milestones' | 'obligations'>;

/** The `critical` milestone (a debtor is held) that begins a clock. */
const calledBy = ({ milestones }: Rules, { startsAt }: Rules['obligations'][number]): string | undefined =>
  typeof startsAt === 'object' ? milestones.find(({ name, alert }) => name === startsAt.milestone && alert?.level === 'critical')?.name : undefined;

/** Whether that side owes something that a `critical` milestone began: whoever is on duty has to act. Pure. */
export const mustActNow = (contract: Rules, shown: readonly Pick<ObligationView, 'name' | 'state'>[], side: Side): boolean => contract.obligations.some((obligation) =>
  obligation.owedBy === side && calledBy(contract, obligation) !== undefined
  && shown.some(({ name, state }) => name === obligation.name && ['running', 'at_risk', 'breached'].includes(state)));

/** The kinds of alerts that tell of such a milestone. Pure. */
export const mustActKinds = (contracts: readonly Rules[]): string[] =>
  [...new Set(contracts.flatMap((contract) => contract.obligations.flatMap((obligation) => calledBy(contract, obligation) ?? [])))];
