import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { findDue } from '../../apps/coordinator/src/obligations/call-store';
import { ApiClient } from './api-client';
import type { LocalInstance } from './local-instance';
import { percentile } from './percentile';

/** What the coordinator does with so many open requests. Milliseconds, bytes on disk, MiB of memory. */
export interface OpenRequestsFigures {
  requests: number;
  bytesPerRequest: number;
  memoryMiB: number;
  /** Looking for something due when nothing is. */
  idleTickP95Ms: number;
  boardP95Ms: number;
  listsP95Ms: number;
  /** Warnings called after all of them have become due at once. */
  calledPerSecond?: number;
}

const court = 'court-141031';
const police = 'police-141031';
const rounds = 25;

/** What a supervisor opens: the whole list, what is late, one organisation's, one type, one state, the obligations due first. */
const lists = [
  '/v1/requests?limit=50', '/v1/requests?lateness=overdue&limit=50', `/v1/requests?owedBy=${police}&limit=50`, '/v1/requests?type=locate-debtor&limit=50',
  '/v1/requests?state=accepted&limit=50', '/v1/obligations?limit=50', `/v1/obligations?owedBy=${police}&limit=50`,
];

/**
 * Fills the coordinator's own tables with copies of one real request, and reads as its users do, over HTTP. The copies are
 * made by SQL, since a million requests sent for real would take two hours here; what is measured is not.
 */
export class OpenRequestsBench {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });
  private readonly client: ApiClient;
  private readonly supervisor: ApiClient;
  private readonly db: Client;

  private readonly databaseUrl: string;

  constructor(private readonly instance: LocalInstance) {
    const url = new URL(instance.databaseUrl);
    url.pathname = '/coordinator';
    this.databaseUrl = url.toString();
    this.client = new ApiClient(instance, court, this.agent);
    this.supervisor = new ApiClient(instance, 'supervisor-000000', this.agent);
    this.db = new Client({ connectionString: this.databaseUrl });
  }

  async prepare(): Promise<void> {
    await Promise.all([this.client.login(), this.supervisor.login(), this.db.connect()]);
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.db.end();
  }

  /** Brings the number of open requests to `requests` and measures. */
  async measure(requests: number, options: { overdue?: boolean } = {}): Promise<OpenRequestsFigures> {
    await this.grow(requests);
    const figures: OpenRequestsFigures = {
      requests, bytesPerRequest: await this.bytes() / requests, memoryMiB: await this.memory(),
      idleTickP95Ms: await this.idleTick(),
      boardP95Ms: await this.timed(['/v1/board']), listsP95Ms: await this.timed(lists),
    };
    return options.overdue ? { ...figures, calledPerSecond: await this.callAll() } : figures;
  }

  private async grow(requests: number): Promise<void> {
    const model = await this.model();
    const { rows: [known] } = await this.db.query<{ n: number }>('SELECT count(*)::int AS n FROM tracked_request');
    for (let missing = requests - known!.n; missing > 0; missing -= 50_000) await this.copy(model, Math.min(50_000, missing));
    await this.db.query('ANALYZE tracked_request; ANALYZE obligation');
    await this.db.query('CHECKPOINT');
  }

  /** An open request that police have, sent for real once. */
  private async model(): Promise<string> {
    const { rows: [known] } = await this.db.query<{ id: string }>(`SELECT id FROM tracked_request WHERE to_org = $1 AND state = 'delivered' ORDER BY id LIMIT 1`, [police]);
    if (known) return known.id;
    const { body: entry } = await this.client.call<{ request: { example: Record<string, unknown> }; documents: { kind: string; required: boolean }[] }>('court', 'GET', '/v1/catalogue/locate-debtor');
    const { caseNumber, subject } = entry.request.example as { caseNumber: string; subject: { name: string; idNumber: string } };
    await this.client.call('court', 'PUT', `/v1/cases/${encodeURIComponent(caseNumber)}`, { cause: '买卖合同纠纷', amountOwed: '480000.00', debtors: [subject] });
    const documents = await Promise.all(entry.documents.filter(({ required }) => required).map(({ kind }) => this.client.upload('court', kind)));
    const { status, body } = await this.client.call<{ id: string }>('court', 'POST', '/v1/requests', { ...entry.request.example, to: police, documents });
    if (status !== 201) throw new Error(`POST /v1/requests answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
    for (;;) {
      const { rows } = await this.db.query(`SELECT 1 FROM tracked_request WHERE id = $1 AND state = 'delivered'`, [body.id]);
      if (rows.length > 0) return body.id;
      await sleep(100);
    }
  }

  private async copy(model: string, count: number): Promise<void> {
    const columns = async (table: string): Promise<string[]> =>
      (await this.db.query<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`, [table])).rows.map(({ name }) => name);
    const without = async (table: string, id: string): Promise<string> => (await columns(table)).filter((name) => name !== id).join(', ');
    const [ofRequest, ofObligation] = [await without('tracked_request', 'id'), await without('obligation', 'request_id')];
    await this.db.query('CREATE TEMPORARY TABLE IF NOT EXISTS copies (id uuid)');
    await this.db.query('TRUNCATE copies');
    await this.db.query('INSERT INTO copies SELECT uuidv7() FROM generate_series(1, $1)', [count]);
    await this.db.query(`INSERT INTO tracked_request (id, ${ofRequest}) SELECT c.id, ${ofRequest.split(', ').map((name) => `t.${name}`).join(', ')} FROM copies c, tracked_request t WHERE t.id = $1`, [model]);
    await this.db.query(`INSERT INTO obligation (request_id, ${ofObligation}) SELECT c.id, ${ofObligation.split(', ').map((name) => `o.${name}`).join(', ')} FROM copies c, obligation o WHERE o.request_id = $1`, [model]);
  }

  private async bytes(): Promise<number> {
    const { rows: [row] } = await this.db.query<{ bytes: string }>(`SELECT pg_total_relation_size('tracked_request') + pg_total_relation_size('obligation') AS bytes`);
    return Number(row!.bytes);
  }

  private async memory(): Promise<number> {
    const text = await (await fetch(`${this.instance.services['coordinator']}/metrics`)).text();
    return Number(/^process_resident_memory_bytes\{[^}]*\} (\S+)$/m.exec(text)?.[1] ?? NaN) / 2 ** 20;
  }

  /** The statement that the coordinator looks with, on a connection of its own. */
  private async idleTick(): Promise<number> {
    const pool = new Pool({ connectionString: this.databaseUrl, max: 1 });
    const times: number[] = [];
    for (let round = 0; round < 200; round += 1) {
      const begun = performance.now();
      if ((await findDue(pool, Date.now() - 60_000, 100)).length > 0) throw new Error('something is due: the tick is not idle');
      times.push(performance.now() - begun);
    }
    await pool.end();
    return percentile(times.sort((a, b) => a - b), 0.95);
  }

  private async timed(paths: readonly string[]): Promise<number> {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const path of paths) {
        const begun = performance.now();
        const { status } = await this.supervisor.call('coordinator', 'GET', path);
        if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
        // The first ones compile and fill caches.
        if (round > 4) times.push(performance.now() - begun);
      }
    }
    return percentile(times.sort((a, b) => a - b), 0.95);
  }

  /** Sets the clock to where the first warning of all of them is due, and counts for 15 seconds. */
  private async callAll(): Promise<number> {
    const { rows: [first] } = await this.db.query<{ at: Date }>('SELECT max(next_at) AS at FROM (SELECT min(next_at) AS next_at FROM obligation GROUP BY request_id) o');
    const count = async (): Promise<number> => Number((await this.db.query<{ n: string }>('SELECT count(*) AS n FROM call')).rows[0]!.n);
    const before = await count();
    await this.supervisor.call('coordinator', 'PUT', '/v1/clock', { now: new Date(first!.at.getTime() + 120_000).toISOString() });
    while (await count() === before) await sleep(50);
    const [begun, from] = [performance.now(), await count()];
    await sleep(15_000);
    return ((await count()) - from) / ((performance.now() - begun) / 1000);
  }
}
