import type { RequestContract, Side } from '@lianzhi/contracts';
import type { ObligationView } from '../requests/obligation-view';

/** Whether that side owes something that a `critical` milestone began (a debtor is held): whoever is on duty has to act. Pure. */
export const mustActNow = ({ milestones, obligations }: Pick<RequestContract, 'milestones' | 'obligations'>, shown: readonly Pick<ObligationView, 'name' | 'state'>[], side: Side): boolean => obligations.some(({ name, owedBy, startsAt }) =>
  owedBy === side && typeof startsAt === 'object' && milestones.some((milestone) => milestone.name === startsAt.milestone && milestone.alert?.level === 'critical')
  && shown.some((obligation) => obligation.name === name && ['running', 'at_risk', 'breached'].includes(obligation.state)));
