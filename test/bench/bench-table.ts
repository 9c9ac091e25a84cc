import { countOf, figure, percent } from './figure';
import { targets } from './targets';
import type { Results } from './results';

export interface Table { title: string; head: string[]; rows: string[][] }

/** Every figure beside what the machine can do at most in the same run, and what the stock and the plain way reach. */
export function tables(results: Results): Table[] {
  return [targetTable(results), exchangeTable(results), markTable(results), processTable(results), peerTable(results), stageTable(results), openRequestsTable(results), callTable(results), floodTable(results)].filter(({ rows }) => rows.length > 0);
}

export const benchTables = (results: Results): string => tables(results).map((table) => `${table.title}\n\n${aligned([table.head, ...table.rows])}`).join('\n');

const noise = ({ othersShare, stolenShare }: { othersShare: number; stolenShare: number }): string => `${percent(othersShare)} + ${percent(stolenShare)}`;
const noiseHead = 'others + stolen';

function targetTable(results: Results): Table {
  const rows = targets(results).map(({ what, wanted, reached, holds }) => [what, wanted, reached, holds ? 'yes' : 'no']);
  return { title: 'What is wanted, and what was reached', head: ['', 'wanted', 'reached', 'holds'], rows };
}

function exchangeTable({ exchanges }: Results): Table {
  const head = ['at once', '/s', 'p50 ms', 'p99 ms', 'CPU ms each', 'seconds', '÷ produce', '÷ consume', '÷ insert', '÷ commit', noiseHead];
  if (!exchanges) return { title: 'Complete exchanges', head, rows: [] };
  const { limits } = exchanges.conditions;
  const rows = Object.entries(exchanges.figures).map(([key, one]) => [
    countOf(key), figure(one.perSecond), figure(one.p50Ms), figure(one.p99Ms), figure(one.cpuMsPerExchange), figure(one.seconds),
    ...[limits.kafkaProducePerSecond, limits.kafkaConsumePerSecond, limits.postgresInsertPerSecond, limits.postgresCommitPerSecond].map((limit) => figure(one.perSecond / limit)), noise(one),
  ]);
  return { title: 'Complete exchanges, beside the limits of the machine in the same run', head, rows };
}

function markTable({ exchanges }: Results): Table {
  const rows = Object.entries(exchanges?.figures ?? {}).flatMap(([key, { reachedMs: at }]) => (at === undefined ? [] : [[countOf(key), ...[at.posted, at.told, at.read, at.closed, at.tracked].map(figure)]]));
  return { title: 'What an exchange has reached after how many ms (median)', head: ['at once', 'POST answered', 'court told of the answer', 'answer read', 'closed', 'coordinator knows'], rows };
}

function processTable({ exchanges }: Results): Table {
  const figures = Object.entries(exchanges?.figures ?? {});
  const names = [...new Set(figures.flatMap(([, one]) => Object.keys(one.cpuMsByProcess)))].filter((name) => figures.some(([, one]) => (one.cpuMsByProcess[name] ?? 0) >= 0.005));
  const used = (name: string): number => Math.max(...figures.map(([, one]) => one.cpuMsByProcess[name] ?? 0));
  names.sort((a, b) => used(b) - used(a));
  return { title: 'CPU ms of one exchange, by process', head: ['at once', ...names], rows: figures.map(([key, one]) => [countOf(key), ...names.map((name) => figure(one.cpuMsByProcess[name] ?? 0))]) };
}

function peerTable({ exchanges, peers }: Results): Table {
  const head = ['at once', 'ours /s', 'ClientKafka.send ×3 /s', 'ours ÷ it', 'plain way /s', 'ours ÷ it'];
  const rows = Object.keys(peers?.figures.clientKafka ?? {}).map((key) => {
    const ours = exchanges?.figures[key]?.perSecond;
    const [stock, plain] = [peers!.figures.clientKafka[key]!, peers!.figures.plainWay[key]!];
    return [countOf(key), figure(ours), figure(stock), figure(ours && ours / stock), figure(plain), figure(ours && ours / plain)];
  });
  return { title: 'Peers: stock ClientKafka.send stores nothing; the plain way has save(), send, eachMessage, and no HTTP, signatures or order', head, rows };
}

function stageTable({ stages }: Results): Table {
  const head = ['stage', 'messages /s', 'limit of the machine', '/s', 'ours ÷ it'];
  if (!stages) return { title: 'Stages by themselves', head, rows: [] };
  const { figures, conditions: { limits } } = stages;
  const row = (name: string, ours: number, limit: string, most: number): string[] => [name, figure(ours), limit, figure(most), figure(ours / most)];
  return {
    title: 'Stages by themselves: one replica of one desk, signed messages of 1 KiB', head,
    rows: [
      row('relay', figures.relayPerSecond, 'kafkajs produce, batches of 500', limits.kafkaProducePerSecond),
      row('ingest', figures.ingestPerSecond, 'Postgres insert, batches of 500', limits.postgresInsertPerSecond),
      row('ingest', figures.ingestPerSecond, 'kafkajs consume, batches', limits.kafkaConsumePerSecond),
    ],
  };
}

function openRequestsTable({ coordinator }: Results): Table {
  const rows = (coordinator?.figures ?? []).map((one) => [
    one.requests.toLocaleString('en'), figure(Object.values(one.bytesPerRequest).reduce((sum, bytes) => sum + bytes, 0)), figure(one.memoryMiB), figure(one.idleTickP95Ms), figure(one.boardP95Ms), figure(one.listsP95Ms),
    figure(one.indicatorsP95Ms), noise(one),
  ]);
  return { title: 'Coordinator with so many open requests', head: ['open requests', 'bytes on disk each', 'memory MiB', 'idle tick p95 ms', 'board p95 ms', 'lists p95 ms', 'indicators p95 ms', noiseHead], rows };
}

function callTable({ coordinator }: Results): Table {
  const rows = (coordinator?.figures ?? []).flatMap((one) => (['warnings', 'breaches'] as const).flatMap((what) => {
    const calls = one[what];
    return calls === undefined ? [] : [[one.requests.toLocaleString('en'), what, figure(calls.perSecond), figure(calls.publishedPerSecond), figure(calls.drainedPerSecond), figure(calls.cpuUs['coordinator']), figure(calls.cpuUs['postgres']), noise(calls)]];
  }));
  return {
    title: 'All of them due at once: found, called, journalled and set to their next instant', head: ['open requests', 'due', 'obligations /s', 'notices published /s meanwhile', 'afterwards', 'coordinator CPU µs each', 'Postgres CPU µs each', noiseHead], rows,
  };
}

function floodTable({ flood }: Results): Table {
  const head = ['bank', '/s', 'p50 ms', 'p99 ms', noiseHead];
  if (!flood) return { title: 'Flood', head, rows: [] };
  const { requests, concurrent, quiet, flooded, ratio, postedPerSecond, drainedAfterSeconds } = flood.figures;
  const row = (name: string, one: typeof quiet): string[] => [name, figure(one.perSecond), figure(one.p50Ms), figure(one.p99Ms), noise(one)];
  return {
    title: `${requests.toLocaleString('en')} requests from the court to police (posted at ${figure(postedPerSecond)}/s, all taken after ${figure(drainedAfterSeconds)} s), and ${concurrent} exchanges at once with a bank: p99 × ${figure(ratio)}`,
    head, rows: [row('in peace', quiet), row('in the flood', flooded)],
  };
}

function aligned(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return `${lines.join('\n')}\n`;
}
