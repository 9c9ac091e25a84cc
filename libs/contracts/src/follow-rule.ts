import { requestStates, type RequestState } from './lifecycle';
import { outcomes as outcomesByKind } from './outcomes';
import type { RequestContract } from './request-contract';

/** When an earlier request allows a later step of its thread (承接条件). Each line is one way; any one suffices. */
export interface FollowRule {
  /** It is in one of these states. */
  readonly states?: readonly RequestState[];
  /** Its final reply stands with one of these outcomes. */
  readonly outcomes?: readonly string[];
  /** One of these obligations is past its due time and not discharged. */
  readonly breached?: readonly string[];
  /** One of these obligations has begun: its milestone has been reached. */
  readonly started?: readonly string[];
}

/** What is wrong with a rule, seen from the contract of the earlier request. */
export const followFaults = (rule: FollowRule, earlier: RequestContract | undefined): string[] => {
  if (!earlier) return [];
  const known = outcomesByKind[earlier.kind].filter(({ final }) => final).map(({ name }) => name);
  return [
    ...Object.values(rule).flat().length === 0 ? ['under a rule that nothing can meet'] : [],
    ...(rule.states ?? []).filter((state) => !requestStates.includes(state)).map((state) => `in state ${state}, which does not exist`),
    ...(rule.outcomes ?? []).filter((outcome) => !known.includes(outcome)).map((outcome) => `with outcome ${outcome}, which it cannot have`),
    ...[...rule.breached ?? [], ...rule.started ?? []].filter((name) => !earlier.obligations.some((obligation) => obligation.name === name)).map((name) => `by obligation ${name}, which it does not have`),
  ];
};
