import type { Calendar, Catalogue, FoldContext, RequestContract } from '@lianzhi/contracts';
import type { Exchange } from '@lianzhi/exchange';
import type { BusinessClock, DataCipher } from '@lianzhi/platform';
import type { PoolClient } from 'pg';
import type { AlertToRaise } from '../alerts/alert';

/** What the desk's decisions and transactions need, made once per process. */
export interface DeskContext {
  exchange: Exchange;
  catalogue: Catalogue;
  calendar: Calendar;
  clock: BusinessClock;
  cipher: DataCipher;
  /** Request types that are answered by machine here. */
  automated: ReadonlySet<string>;
  raiseAlerts: (client: PoolClient, alerts: readonly AlertToRaise[]) => Promise<void>;
  /** Called after a commit that left tasks for the automation. */
  onTasks: (requestIds: string[]) => void;
}

export const foldContext = (context: Pick<DeskContext, 'calendar'>, contract: RequestContract): FoldContext => ({ contract, calendar: context.calendar });
