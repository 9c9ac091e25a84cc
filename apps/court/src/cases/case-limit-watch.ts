import type { Pool, PoolClient } from 'pg';
import { preservationClocks, stepsOfRunning, worthCalling, type Calendar } from '@lianzhi/contracts';
import type { AlertToRaise, DeskFoundation } from '@lianzhi/desk';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction, type BusinessClock } from '@lianzhi/platform';
import type { CaseKey, CaseRegister } from './case-register';
import type { EnforcementCase } from './enforcement-case';

const batch = 100;

/** A case that was recorded (again) is looked at at once; what was called already is not called anew. Runs in the transaction of the record. */
export async function watchCaseLimits(client: PoolClient, { court, caseNumber }: CaseKey, since: Date | undefined): Promise<void> {
  if (since === undefined) {
    await client.query({ name: 'case-limit-unwatch', text: 'DELETE FROM case_limit_watch WHERE organisation = $1 AND case_number = $2', values: [court, caseNumber] });
    return;
  }
  await client.query({
    name: 'case-limit-watch', values: [court, caseNumber, since],
    text: `INSERT INTO case_limit_watch (organisation, case_number, next_at, called_to) VALUES ($1, $2, $3, $3)
           ON CONFLICT (organisation, case_number) DO UPDATE SET next_at = least(case_limit_watch.next_at, excluded.next_at)`,
  });
}

export interface WatchParts {
  pool: Pool;
  cases: Pick<CaseRegister, 'findAll'>;
  calendar: () => Calendar;
  clock: Pick<BusinessClock, 'now'>;
  raiseAlerts: DeskFoundation['raiseAlerts'];
  onError: (error: unknown) => void;
}

interface WatchRow { organisation: string; case_number: string; called_to: Date }

/** Warns a court of its own limits (保全裁定 within 48 hours), and says when one has passed: each step once, whatever the number of replicas. */
export class CaseLimitWatch {
  private readonly loop: BackgroundLoop;

  constructor(private readonly parts: WatchParts) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, parts.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  /** @returns whether there may be more */
  async step(): Promise<boolean> {
    const { pool, cases, calendar, clock, raiseAlerts } = this.parts;
    const now = clock.now().getTime();
    return inTransaction(pool, async (client) => {
      const { rows } = await client.query<WatchRow>({
        name: 'case-limit-claim', values: [new Date(now)],
        text: `SELECT organisation, case_number, called_to FROM case_limit_watch WHERE next_at <= $1 ORDER BY next_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
      });
      if (rows.length === 0) return false;
      const found = await cases.findAll(client, rows.map(({ organisation: court, case_number: caseNumber }) => ({ court, caseNumber })));
      const looked = rows.map((row, i) => ({ row, ...look(row, found[i], calendar(), now) }));
      await raiseAlerts(client, looked.flatMap(({ alerts }) => alerts));
      await client.query({
        name: 'case-limit-on', values: [rows.map(({ organisation }) => organisation), rows.map(({ case_number: caseNumber }) => caseNumber), looked.map(({ next }) => next ?? 'infinity'), new Date(now)],
        text: `UPDATE case_limit_watch w SET next_at = u.next_at, called_to = greatest(w.called_to, $4)
               FROM unnest($1::text[], $2::text[], $3::timestamptz[]) u(organisation, case_number, next_at) WHERE w.organisation = u.organisation AND w.case_number = u.case_number`,
      });
      return rows.length === batch;
    });
  }
}

/** What is to be called about one case now, and when to look again. */
function look({ organisation, case_number: caseNumber, called_to: calledTo }: WatchRow, found: EnforcementCase | undefined, calendar: Calendar, now: number): { alerts: AlertToRaise[]; next?: Date } {
  const clocks = found?.preservation ? preservationClocks(found.preservation, calendar) : [];
  const stepped = clocks.map((clock) => ({ clock, steps: stepsOfRunning(clock, [], calendar) }));
  const alerts = stepped.flatMap(({ clock, steps }) => worthCalling(steps.filter(({ at }) => at > calledTo.getTime() && at <= now)).map(({ kind, name, at }): AlertToRaise => ({
    organisation, kind, level: kind === 'warning' ? 'warning' : 'critical', requestId: null, raisedAt: at, key: `case ${organisation} ${caseNumber} ${clock.name} ${clock.startedAt} ${name}`,
    detail: { caseNumber, obligation: clock.name, step: name },
  })));
  const later = stepped.flatMap(({ steps }) => steps.map(({ at }) => at)).filter((at) => at > now);
  return { alerts, ...(later.length > 0 && { next: new Date(Math.min(...later)) }) };
}
