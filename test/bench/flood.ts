import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ApiClient } from './api-client';
import { countCpu } from './cpu-time';
import { ExchangeBench } from './exchanges';
import type { LocalInstance } from './local-instance';
import { percentile } from './percentile';

export interface Latencies { perSecond: number; p50Ms: number; p99Ms: number; exchanges: number; othersShare: number; stolenShare: number }

/** Exchanges of court and bank, first in peace, then while the lane from court to police carries a flood. */
export interface FloodFigures {
  requests: number;
  /** Exchanges of the other agency at once. */
  concurrent: number;
  quiet: Latencies;
  flooded: Latencies;
  /** p99 in the flood ÷ p99 in peace. */
  ratio: number;
  /** How fast the flood was taken in at the court, and when police had taken the last one, seconds after the first. */
  postedPerSecond: number;
  drainedAfterSeconds: number;
}

const court = 'court-141031';
const police = 'police-141031';
const concurrent = 8;
/** Connections that the flood comes in on: a system of a court that sends everything it has. */
const connections = 16;

export async function measureFlood(instance: LocalInstance, requests: number, seconds: number): Promise<FloodFigures> {
  const bench = new ExchangeBench(instance);
  await bench.prepare();
  await bench.warmUp(Math.min(10, seconds));
  const flood = await Flood.prepare(instance);
  try {
    const quiet = await timed(bench, performance.now() + seconds * 1000, () => false);
    process.stderr.write(`  quiet ${JSON.stringify(quiet)}\n`);
    const begun = performance.now();
    let [posted, drained] = [0, 0];
    const flooding = flood.post(requests)
      .then(() => { posted = performance.now(); return flood.untilTaken(requests); })
      .then(() => { drained = performance.now(); });
    const flooded = await timed(bench, Infinity, () => drained > 0);
    await flooding;
    process.stderr.write(`  flooded ${JSON.stringify(flooded)}\n`);
    return { requests, concurrent, quiet, flooded, ratio: flooded.p99Ms / quiet.p99Ms, postedPerSecond: requests / ((posted - begun) / 1000), drainedAfterSeconds: (drained - begun) / 1000 };
  } finally {
    bench.close();
    await flood.close();
  }
}

async function timed(bench: ExchangeBench, until: number, isOver: () => boolean): Promise<Latencies> {
  const used = countCpu();
  const begun = performance.now();
  const sorted = (await bench.drive(concurrent, () => performance.now() < until && !isOver())).map(({ tracked }) => tracked).sort((a, b) => a - b);
  const { othersShare, stolenShare } = used();
  return { perSecond: sorted.length / ((performance.now() - begun) / 1000), p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99), exchanges: sorted.length, othersShare, stolenShare };
}

/** Requests from one court to one police organisation, posted as its system would: over HTTP, one by one. */
class Flood {
  private constructor(private readonly client: ApiClient, private readonly body: Record<string, unknown>, private readonly db: Client, private readonly agent: Agent) {}

  static async prepare(instance: LocalInstance): Promise<Flood> {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const client = await new ApiClient(instance, court, agent).login();
    const { body: entry } = await client.call<{ request: { example: Record<string, unknown> }; documents: { kind: string; required: boolean }[] }>('court', 'GET', '/v1/catalogue/query-person');
    const { caseNumber, subject } = entry.request.example as { caseNumber: string; subject: object };
    await client.call('court', 'PUT', `/v1/cases/${encodeURIComponent(caseNumber)}`, { cause: '买卖合同纠纷', amountOwed: '480000.00', debtors: [subject] });
    const documents = await Promise.all(entry.documents.filter(({ required }) => required).map(({ kind }) => client.upload('court', kind)));
    const url = new URL(instance.databaseUrl);
    url.pathname = '/police';
    const db = new Client({ connectionString: url.toString() });
    await db.connect();
    return new Flood(client, { ...entry.request.example, to: police, documents }, db, agent);
  }

  async post(requests: number): Promise<void> {
    let left = requests;
    await Promise.all(Array.from({ length: connections }, async () => {
      while (left > 0) {
        left -= 1;
        const { status, body } = await this.client.call('court', 'POST', '/v1/requests', this.body);
        if (status !== 201) throw new Error(`POST /v1/requests answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
      }
    }));
  }

  /** Police have handled them all. */
  async untilTaken(requests: number): Promise<void> {
    const { rows: [before] } = await this.taken();
    const target = Math.max(requests, before!.n);
    while ((await this.taken()).rows[0]!.n < target) await sleep(500);
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.db.end();
  }

  private taken() {
    return this.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM journal WHERE direction = 'o' AND type = 'lianzhi.request.taken.v1'`);
  }
}
