import type { Pool, PoolClient } from 'pg';
import { endWarnings, shanghaiDate, type Catalogue, type EndWarning } from '@lianzhi/contracts';
import type { AlertToRaise, DeskFoundation } from '@lianzhi/desk';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction, type BusinessClock } from '@lianzhi/platform';
import type { DraftToWrite } from '../drafts/draft';
import type { DraftStore } from '../drafts/draft-store';
import type { MeasureRecord } from './measure-record';
import type { MeasureRow, MeasureStore } from './measure-store';
import { renewalBody } from './renewal-body';

const batch = 100;
/** From so many days before the end the renewal is drafted (policy). */
const draftDays = 30;

export interface SweeperParts {
  pool: Pool;
  store: MeasureStore;
  drafts: Pick<DraftStore, 'write'>;
  catalogue: Pick<Catalogue, 'find'>;
  clock: Pick<BusinessClock, 'now'>;
  raiseAlerts: DeskFoundation['raiseAlerts'];
  onError: (error: unknown) => void;
}

/**
 * Calls the ends of measures: 60, 30 and 7 days before and when one has passed, each once. Calls are rows, claimed in batches by any replica; the
 * business clock may jump, then only the last call that has passed is made.
 */
export class EndSweeper {
  private readonly loop: BackgroundLoop;

  constructor(private readonly parts: SweeperParts) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, parts.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  /** @returns whether there may be more */
  async step(): Promise<boolean> {
    const { pool, store, catalogue, clock, drafts, raiseAlerts } = this.parts;
    const now = clock.now().getTime();
    return inTransaction(pool, async (client) => {
      const records = (await claim(client, now)).map((row) => store.open(row));
      const calls = records.flatMap((record) => {
        const last = endWarnings(record.measure).findLast(({ at }) => at <= now);
        return last ? [{ record, call: last }] : [];
      });
      await raiseAlerts(client, calls.map(({ record, call }) => alertOf(record, call)));
      await drafts.write(client, calls.flatMap(({ record, call }) => renewalDraft(record, call, catalogue, now) ?? []));
      await moveOn(client, records, now);
      return records.length === batch;
    });
  }
}

async function claim(client: PoolClient, now: number): Promise<MeasureRow[]> {
  const { rows } = await client.query<MeasureRow>({
    name: 'measure-claim-ends', text: `SELECT id, content FROM measure WHERE next_at <= $1 ORDER BY next_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`, values: [new Date(now)],
  });
  return rows;
}

async function moveOn(client: PoolClient, records: readonly MeasureRecord[], now: number): Promise<void> {
  if (records.length === 0) return;
  const next = records.map(({ measure }) => endWarnings(measure).find(({ at }) => at > now));
  await client.query({
    name: 'measure-ends-called', text: 'UPDATE measure m SET next_step = u.step, next_at = u.at FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) u(id, step, at) WHERE m.id = u.id',
    values: [records.map(({ id }) => id), next.map((warning) => warning?.step ?? null), next.map((warning) => (warning ? new Date(warning.at) : null))],
  });
}

/** Equal keys raise one alert, so a ledger that is made anew does not call twice. */
function alertOf({ id, organisation, caseNumber, recipient, type, measure: { kind, until, pending } }: MeasureRecord, { step, days, at }: EndWarning): AlertToRaise {
  return {
    organisation, kind: days === null ? 'measure-lapsed' : 'measure-ends', level: days === null || days <= 7 ? 'critical' : 'warning', requestId: id, raisedAt: at,
    key: `measure ${id} ${until} ${step}`,
    detail: { measure: id, kind, type, caseNumber, recipient, until, ...(days !== null && { days }), renewalAsked: pending.some(({ act }) => act === 'renew') },
  };
}

/** The renewal 续行, for an officer to complete and send; none where it is asked for already, or where the type knows none. */
function renewalDraft(record: MeasureRecord, { days }: EndWarning, catalogue: Pick<Catalogue, 'find'>, now: number): DraftToWrite | undefined {
  const { id, organisation, caseNumber, measure } = record;
  if (days === null || days > draftDays || measure.pending.some(({ act }) => act === 'renew')) return undefined;
  const written = renewalBody(record, catalogue, shanghaiDate(now));
  if (written === undefined) return undefined;
  const { type, to, ...body } = written;
  return {
    organisation, key: `renewal/${id}/${measure.until}`, type, to, about: id, level: days <= 7 ? 'critical' : 'warning', createdAt: now, body,
    reason: {
      zh: `${caseNumber}的措施于 ${measure.until} 届满，须在届满前续行（民诉法解释第四百八十五条）`,
      en: `A measure of ${caseNumber} ends on ${measure.until}: renew it before (民诉法解释 art. 485)`,
    },
  };
}
