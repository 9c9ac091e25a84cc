import type { MilestoneRule } from '../request-contract';

/**
 * 被执行人已履行: told along a thread when the debtor has performed (法释〔2024〕13号 art. 11: performance before prosecution or judgment counts), so that
 * each agency decides about its own step. On the wire.
 */
export const debtorPerformed: MilestoneRule = {
  name: 'debtor_performed', title: { zh: '被执行人已履行', en: 'The debtor has performed' }, by: 'requester', on: ['supplement', 'withdrawal'],
  alert: { to: 'recipient', level: 'warning' }, passesOn: true,
};
