import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import {
  catalogue, emptyRecord, exampleClock, fenOf, shanghaiDate, type Details, type MoveName, type RequestExample, type RequestState, type Subject,
} from '@lianzhi/contracts';
import type { AlertToRaise, DeskRequest, RequestToSend, TakenMessage } from '@lianzhi/desk';
import { Directory, generateRootKey, signDirectory, type OrganisationRecord } from '@lianzhi/exchange';
import { DataCipher, inTransaction, uuidv7, type Problem } from '@lianzhi/platform';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/test-database';
import { CaseMoney } from '../../case-money/case-money';
import { caseMoneyMigrations } from '../../case-money/case-money-migrations';
import { caseMigrations } from '../../cases/case-migrations';
import { CaseRegister } from '../../cases/case-register';
import { draftMigrations } from '../../drafts/draft-migrations';
import { DraftStore } from '../../drafts/draft-store';
import type { Draft } from '../../drafts/draft';
import { EndSweeper } from '../end-sweeper';
import { countMeasures, listMeasures, type MeasureCounts } from '../list-measures';
import { MeasureEffects } from '../measure-effects';
import { measureMigrations } from '../measure-migrations';
import type { MeasureRecord } from '../measure-record';
import { MeasureStore } from '../measure-store';

export const court = 'court-141031';
/** Takes over from `court` when the world closes it. */
export const nextCourt = 'court-141033';
export const caseNumber = '（2025）晋1031执保57号';
export const debtor: Subject = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };

export interface Replica { pool: Pool; store: MeasureStore; effects: MeasureEffects; cases: CaseRegister; drafts: DraftStore; sweeper: EndSweeper }

/** Two replicas of a court's ledger on one real database; messages are handed in as the desk hands them in, each call a transaction of its own. */
export class LedgerWorld {
  now = Date.parse('2025-06-05T10:00:00+08:00');
  readonly alerts: AlertToRaise[] = [];
  readonly errors: unknown[] = [];
  readonly replicas: Replica[] = [];
  private readonly root = generateRootKey();
  readonly directory = new Directory(this.root.publicJwk);
  private readonly sequences = new Map<string, number>();
  private database: TestDatabase | undefined;

  static async create(): Promise<LedgerWorld> {
    const world = new LedgerWorld();
    world.publish({ code: court }, { code: nextCourt });
    world.database = await createTestDatabase('ledger', [...caseMigrations, ...caseMoneyMigrations, ...draftMigrations, ...measureMigrations]);
    const cipher = new DataCipher(randomBytes(32));
    for (let i = 0; i < 2; i += 1) {
      const pool = new Pool({ connectionString: world.database.url, max: 12, pipeline: true });
      pool.on('error', () => undefined);
      world.replicas.push(world.replica(pool, cipher));
    }
    return world;
  }

  private replica(pool: Pool, cipher: DataCipher): Replica {
    const clock = { now: () => new Date(this.now) };
    const raiseAlerts = (_client: unknown, alerts: readonly AlertToRaise[]): Promise<void> => {
      // As the desk does: a key that is known changes nothing.
      for (const alert of alerts) if (!this.alerts.some(({ key }) => key === alert.key)) this.alerts.push(alert);
      return Promise.resolve();
    };
    const store = new MeasureStore(cipher);
    const cases = new CaseRegister(pool, cipher, this.directory);
    const drafts = new DraftStore(pool, cipher, raiseAlerts);
    const effects = new MeasureEffects({ store, cases, money: new CaseMoney(catalogue, this.directory), drafts, catalogue, directory: this.directory });
    cases.watchedBy(effects.caseWatch(clock));
    const sweeper = new EndSweeper({ pool, store, drafts, catalogue, clock, raiseAlerts, onError: (error) => this.errors.push(error) });
    return { pool, store, effects, cases, drafts, sweeper };
  }

  /** From now on the court is closed and `nextCourt` acts for it. */
  closeCourt(): void { this.publish({ code: court, status: 'closed', successor: nextCourt }); }

  private publish(...organisations: (Partial<OrganisationRecord> & { code: string })[]): void {
    const records = organisations.map((one): OrganisationRecord => ({ kind: 'organisation', agency: 'court', operator: 'court', region: '141031', name: one.code, validFrom: '2020-01-01T00:00:00Z', status: 'active', ...one }));
    for (const signed of signDirectory(records, this.root.privateJwk, this.directory.signedRecords())) this.directory.apply(signed);
  }

  get first(): Replica { return this.replicas[0]!; }

  putCase(amountOwed: string, costs?: string, number = caseNumber, by = court): Promise<void> {
    return this.first.cases.put(by, number, { cause: '金融借款合同纠纷', debtors: [debtor], amountOwed, ...(costs !== undefined && { costs }) });
  }

  /** Asks as the desk does: judged and entered in one transaction. */
  async ask(type: string, details: Details, { to = 'bank-icbc-141031', follows, replica = 0, number = caseNumber, from = court }: { to?: string; follows?: string; replica?: number; number?: string; from?: string } = {}): Promise<DeskRequest | Problem> {
    const { pool, effects } = this.replicas[replica]!;
    const example = catalogue.get(type).example(exampleClock(this.now)) as RequestExample;
    const command: RequestToSend = {
      id: uuidv7(), type, from, to, caseNumber: number, urgency: 'ordinary', subject: debtor, details: { ...example.details, ...details }, officers: [], documents: [],
      ...(follows !== undefined && { follows: { id: follows, thread: follows } }),
    };
    return inTransaction(pool, async (client) => {
      const [refusal] = await effects.beforeSending(client, [command], this.now);
      if (refusal) return refusal;
      const request = this.request(command);
      await effects.take(client, [this.message(request, 'submitted', { data: { caseNumber: number, subject: debtor, details: command.details, officers: [], documents: [] } })], this.now);
      return request;
    });
  }

  /** A request that must be let through. */
  async asked(...call: Parameters<LedgerWorld['ask']>): Promise<DeskRequest> {
    const request = await this.ask(...call);
    if (request instanceof Error) throw request;
    return request;
  }

  /** The recipient answers, with the contract's example of that outcome where nothing else is said. */
  async answer(request: DeskRequest, outcome: string, details: Details, { replica = 0, final = true, until, milestone }: { replica?: number; final?: boolean; until?: string; milestone?: string } = {}): Promise<TakenMessage> {
    return this.take(this.message(request, final ? 'answered' : 'interim-replied', { outcome, until, milestone, data: { details } }), replica);
  }

  change(request: DeskRequest, change: string, details: Details = {}, milestone?: string): Promise<TakenMessage> {
    return this.take(this.message(request, 'measure-changed', { milestone, data: { details: { change, ...details } } }));
  }

  ends(request: DeskRequest, move: 'returned' | 'undeliverable'): Promise<TakenMessage> {
    return this.take(this.message(request, move, { data: {} }));
  }

  withdrawn(request: DeskRequest): Promise<TakenMessage> {
    const withdrawn = { ...request, record: { ...request.record, core: { ...request.record.core, state: 'withdrawn' as RequestState, endedAt: this.now } } };
    return this.take(this.message(withdrawn, 'taken', { data: {} }));
  }

  async take(message: TakenMessage, replica = 0): Promise<TakenMessage> {
    const { pool, effects } = this.replicas[replica]!;
    await inTransaction(pool, (client) => effects.take(client, [message], this.now));
    return message;
  }

  message(request: DeskRequest, move: MoveName, { data, ...said }: { data: Record<string, unknown>; outcome?: string; until?: string; milestone?: string }): TakenMessage {
    const own = move === 'submitted';
    const sequence = own ? 1 : (this.sequences.get(request.id) ?? 0) + 1;
    if (!own) this.sequences.set(request.id, sequence);
    return { request, data: data as TakenMessage['data'], message: { side: own ? 'requester' : 'recipient', move, id: uuidv7(), sequence, at: this.now, ...said } };
  }

  async measure({ id }: Pick<DeskRequest, 'id'>): Promise<MeasureRecord> {
    const [found] = await this.first.store.find(this.first.pool, [court, nextCourt], [id]);
    return found!;
  }

  /** Yuan frozen, waiting or asked for in the case, as the guard counts it. */
  async counted(number = caseNumber): Promise<bigint> {
    const records = await inTransaction(this.first.pool, (client) => this.first.store.cappedOf(client, [{ organisation: court, caseNumber: number }]));
    return records.reduce((sum, { measure }) => sum + fenOf(measure.counted), 0n);
  }

  openDrafts(): Promise<Draft[]> { return this.first.drafts.list({ organisations: [court], state: 'open', limit: 100 }); }
  counts(): Promise<MeasureCounts> { return countMeasures(this.first.pool, [court], undefined, shanghaiDate(this.now), [7, 30, 60]); }

  async list(filter: Partial<Parameters<typeof listMeasures>[1]> = {}): Promise<MeasureRecord[]> {
    return (await listMeasures(this.first.pool, { organisations: [court], limit: 100, today: shanghaiDate(this.now), ...filter })).map((row) => this.first.store.open(row));
  }

  /** Both replicas look at the same moment. */
  async sweep(): Promise<void> {
    await Promise.all(this.replicas.map(({ sweeper }) => sweeper.step()));
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map(({ pool }) => pool.end()));
    await this.database?.drop();
  }

  private request({ id, type, from, to, caseNumber: number, follows }: RequestToSend): DeskRequest {
    return {
      id, box: 'sent', type, from, to, thread: follows?.thread ?? id, follows: follows?.id ?? null, caseNumber: number, urgency: 'ordinary', state: 'submitted', flags: [],
      record: emptyRecord(type, 'ordinary'), subject: null, subjectHash: null, dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: this.now, updatedAt: this.now,
    };
  }
}
