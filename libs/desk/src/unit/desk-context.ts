import type { Calendar, Catalogue, FoldContext, RequestContract, RuleTable } from '@lianzhi/contracts';
import type { Exchange } from '@lianzhi/exchange';
import type { BusinessClock, DataCipher } from '@lianzhi/platform';
import type { PoolClient } from 'pg';
import type { AlertToRaise } from '../alerts/alert';
import type { Automated } from '../automation/task-order';
import type { RequestEffects } from '../effects/request-effects';
import type { DeskRequest } from '../requests/desk-request';
import type { TaskToBegin } from './task-rows';

/** What the desk's decisions and transactions need, made once per process. */
export interface DeskContext {
  exchange: Exchange;
  catalogue: Catalogue;
  /** As they are now: both change while the process runs. Without rules, those of the contracts. */
  calendar: Calendar;
  rules?: RuleTable;
  clock: BusinessClock;
  cipher: DataCipher;
  /** Request types that are answered by machine here. */
  automated: Automated;
  raiseAlerts: (client: PoolClient, alerts: readonly AlertToRaise[]) => Promise<void>;
  /** What the agency keeps of its own requests besides. */
  effects?: RequestEffects;
  /** Called after a commit that left tasks for the automation. */
  onTasks: (tasks: ReadonlyMap<string, TaskToBegin>) => void;
  /** Called in each transaction with the requests that it changed. */
  onRequests?: (client: PoolClient, requests: readonly DeskRequest[]) => Promise<void>;
  /** Called after a commit that left moves for the machine to make. */
  onPendingMoves?: () => void;
}

/** What folding the request needs. The regions of its two ends decide which rows of the rule table hold. */
export function foldContext({ calendar, rules, exchange: { directory } }: Pick<DeskContext, 'calendar' | 'rules' | 'exchange'>, contract: RequestContract, { from, to }: Pick<DeskRequest, 'from' | 'to'>): FoldContext {
  return { contract, calendar, rules, regions: { requester: directory.organisation(from)?.region, recipient: directory.organisation(to)?.region } };
}
