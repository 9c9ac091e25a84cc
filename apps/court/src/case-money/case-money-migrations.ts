import type { Migration } from '@lianzhi/platform';

/**
 * Money on the accounts of cases 案款: what an order took in or gave back (`key`: its request id; 0 until it is answered), and what the court has recorded
 * since as owed no longer. `at` is business time. WARNING: stored data; change only by a further migration.
 */
export const caseMoneyMigrations: readonly Migration[] = [{
  name: 'court-case-money-001-step',
  sql: `
CREATE TABLE case_money_step (
  key uuid PRIMARY KEY,
  organisation text NOT NULL,
  case_number text NOT NULL,
  kind text NOT NULL,
  amount text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX case_money_step_case ON case_money_step (organisation, case_number);`,
}];
