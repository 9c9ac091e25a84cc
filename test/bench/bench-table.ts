import type { OpenRequestsFigures } from './open-requests';
import type { BenchResults } from './run-bench';

const number = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 1 ? 3 : 1));

/** One table: what was reached, beside what the machine can do at most in the same run and what the stock way reaches. */
export function benchTable({ machine, exchanges, limits, stages, peers }: BenchResults): string {
  const best = Math.max(...Object.values(exchanges).map(({ perSecond }) => perSecond));
  const rows: string[][] = [['what', '/s', 'p50 ms', 'p99 ms', 'CPU ms', 'ours ÷ this']];
  for (const [name, figures] of Object.entries(exchanges)) {
    rows.push([`complete exchanges, ${name.slice(1)} at once`, number(figures.perSecond), number(figures.p50Ms), number(figures.p99Ms), number(figures.cpuMsPerExchange), '1']);
  }
  const limitNames: Record<keyof typeof limits, string> = {
    kafkaProducePerSecond: 'limit: kafkajs produce, batches of 500', kafkaConsumePerSecond: 'limit: kafkajs consume, batches',
    postgresInsertPerSecond: 'limit: Postgres insert, batches of 500', postgresCommitPerSecond: 'limit: Postgres insert, one per commit',
  };
  for (const [key, name] of Object.entries(limitNames)) rows.push([name, number(limits[key as keyof typeof limits]), '', '', '', number(best / limits[key as keyof typeof limits])]);
  const peerNames: Record<keyof typeof peers, string> = { clientKafka: 'peer: ClientKafka.send ×3, nothing stored', plainWay: 'peer: save(), send, eachMessage, no HTTP, unsigned' };
  for (const [peer, figures] of Object.entries(peers)) {
    for (const [name, perSecond] of Object.entries(figures)) {
      const ours = exchanges[name]?.perSecond ?? best;
      rows.push([`${peerNames[peer as keyof typeof peers]}, ${name.slice(1)} at once`, number(perSecond), '', '', '', number(ours / perSecond)]);
    }
  }
  rows.push(['relay of one desk, messages ÷ limit of produce', number(stages.relayPerSecond), '', '', '', number(stages.relayPerSecond / limits.kafkaProducePerSecond)]);
  rows.push(['ingest of one desk, messages ÷ limit of insert', number(stages.ingestPerSecond), '', '', '', number(stages.ingestPerSecond / limits.postgresInsertPerSecond)]);
  return `${machine.model}, ${machine.cpus} CPUs, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.commit}; everything on this machine, signatures, encryption and fsync on\n\n${aligned(rows)}`;
}

/** How the coordinator grows with the number of open requests. */
export function openRequestsTable(figures: readonly OpenRequestsFigures[]): string {
  return aligned([
    ['coordinator, open requests', 'bytes each', 'memory MiB', 'idle tick p95 ms', 'board p95 ms', 'lists p95 ms', 'calls /s'],
    ...figures.map((one) => [one.requests.toLocaleString('en'), number(one.bytesPerRequest), number(one.memoryMiB), number(one.idleTickP95Ms), number(one.boardP95Ms), number(one.listsP95Ms), one.calledPerSecond === undefined ? '' : number(one.calledPerSecond)]),
  ]);
}

function aligned(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return `${lines.join('\n')}\n`;
}
