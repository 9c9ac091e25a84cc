import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { findDue, isAnyDue } from '../../apps/coordinator/src/obligations/call-store';
import { callGraceMs } from '../../apps/coordinator/src/obligations/steps';
import { ApiClient } from './api-client';
import { countCpu } from './cpu-time';
import type { LocalInstance } from './local-instance';
import { ManyRequests } from './many-requests';
import { whilePaused } from './pause-services';
import { percentile } from './percentile';

/** What the coordinator does once so many obligations are due at once. */
export interface CallFigures {
  /** Obligations found due and acted on: called, notices journalled, next instant set. */
  perSecond: number;
  /** Notices on the bus while calling went on, and what the relay then reached by itself. */
  publishedPerSecond: number;
  drainedPerSecond: number;
  /** CPU µs for each of them, by process. */
  cpuUs: Record<string, number>;
  othersShare: number; stolenShare: number;
}

/** What the coordinator does with so many open requests. Milliseconds, bytes on disk, MiB of memory. */
export interface OpenRequestsFigures {
  requests: number;
  bytesPerRequest: Record<string, number>;
  memoryMiB: number;
  /** Looking for something due when nothing is. */
  idleTickP95Ms: number;
  boardP95Ms: number;
  indicatorsP95Ms: number;
  listsP95Ms: number;
  /** The first warning of all of them at once; of the first size, once all have been warned, then their breach and first escalation: six notices and two alerts each. */
  warnings: CallFigures;
  breaches?: CallFigures;
  othersShare: number; stolenShare: number;
}

const court = 'court-141031';
const police = 'police-141031';
const rounds = 25;
/** How long due obligations are called, at the most. */
const callingMs = 8_000;
const desks = ['court', 'police', 'procuratorate', 'land-registry', 'bank', 'partner'];

/** What a supervisor opens: the whole list, what is late, one organisation's, one type, one state, the obligations due first. */
const lists = [
  '/v1/requests?limit=50', '/v1/requests?lateness=overdue&limit=50', `/v1/requests?owedBy=${police}&limit=50`, '/v1/requests?type=locate-debtor&limit=50',
  '/v1/requests?state=delivered&limit=50', '/v1/obligations?limit=50', `/v1/obligations?owedBy=${police}&limit=50`,
];

/** The coordinator with very many open requests, over HTTP as its users see it. */
export class OpenRequestsBench {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });
  private readonly client: ApiClient;
  private readonly supervisor: ApiClient;
  private readonly databaseUrl: string;
  private readonly db: Client;
  private many!: ManyRequests;

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
    const organisations = async (agency: string) =>
      (await this.supervisor.call<{ items: { code: string; region: string }[] }>('coordinator', 'GET', `/v1/organisations?agency=${agency}&limit=100`)).body.items.map(({ code, region }) => ({ code, region }));
    const model = await this.sendModel();
    this.many = new ManyRequests(this.db, { from: await organisations('court'), to: await organisations('police') });
    await this.many.keepModel(model);
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.db.end();
  }

  /** With exactly so many open requests. */
  async measure(requests: number, isFirst: boolean): Promise<OpenRequestsFigures> {
    await this.supervisor.call('coordinator', 'DELETE', '/v1/clock');
    await this.many.make(requests);
    const bytes = await this.many.bytes();
    const used = countCpu();
    const reading = {
      idleTickP95Ms: await this.idleTick(), boardP95Ms: await this.timed(['/v1/board']), indicatorsP95Ms: await this.timed(['/v1/indicators']), listsP95Ms: await this.timed(lists),
    };
    const { othersShare, stolenShare } = used();
    return {
      requests, bytesPerRequest: Object.fromEntries(Object.entries(bytes).map(([table, size]) => [table, size / requests])), memoryMiB: await this.memory(), ...reading, othersShare, stolenShare,
      warnings: await this.call('first'), ...(isFirst && { breaches: await this.call('breach') }),
    };
  }

  /** An open request that police have, sent for real. */
  private async sendModel(): Promise<string> {
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

  /**
   * Sets the clock to where that is due of all of them, and counts until all are called or `callingMs` have passed. The desks are paused: they would
   * take the notices in meanwhile, on the same two cores.
   */
  private call(what: 'first' | 'breach'): Promise<CallFigures> {
    return whilePaused(this.instance.pid, desks, async () => {
      const { rows: [due] } = await this.db.query<{ at: Date }>(what === 'first'
        ? 'SELECT max(at) AS at FROM next_call' : `SELECT min(due_at) AS at FROM obligation WHERE state = 'running' AND due_at > (SELECT max(at) FROM call)`);
      const clock = due!.at.getTime() + 120_000;
      await this.supervisor.call('coordinator', 'PUT', '/v1/clock', { now: new Date(clock).toISOString() });
      const before = await this.count();
      for (let begins = before; begins.called === before.called; begins = await this.count()) await sleep(20);
      const used = countCpu();
      const [begun, from] = [performance.now(), await this.count()];
      while (performance.now() - begun < callingMs && await isAnyDue(this.db, clock - callGraceMs)) await sleep(100);
      const seconds = (performance.now() - begun) / 1000;
      const now = await this.count();
      const acted = now.obligations - from.obligations;
      const { byProcess, othersShare, stolenShare } = used();
      await this.supervisor.call('coordinator', 'DELETE', '/v1/clock');
      return {
        perSecond: acted / seconds, publishedPerSecond: (now.published - from.published) / seconds, drainedPerSecond: await this.drain(),
        cpuUs: Object.fromEntries(Object.entries(byProcess).map(([name, ms]) => [name, (ms * 1000) / acted])), othersShare, stolenShare,
      };
    });
  }

  /** Until the relay has published what is left, per second. */
  private async drain(): Promise<number> {
    const [begun, from] = [performance.now(), await this.count()];
    while ((await this.db.query('SELECT FROM journal WHERE pending LIMIT 1')).rowCount !== 0) await sleep(50);
    return ((await this.count()).published - from.published) / ((performance.now() - begun) / 1000);
  }

  private async count(): Promise<{ called: number; obligations: number; published: number }> {
    const { rows: [row] } = await this.db.query<{ called: number; obligations: number; published: number }>(
      `SELECT count(*)::int AS called, (count(*) FILTER (WHERE step NOT LIKE 'escalation-%'))::int AS obligations,
         (SELECT count(*)::int FROM journal WHERE direction = 'o' AND NOT pending) AS published FROM call`);
    return row!;
  }
}
