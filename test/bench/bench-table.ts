import type { BenchResults } from './run-bench';

const number = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 1 ? 3 : 1));

/** One table: what was reached, beside what the machine can do at most in the same run and what the stock way reaches. */
export function benchTable({ machine, exchanges, limits, peers }: BenchResults): string {
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
  for (const [name, perSecond] of Object.entries(peers.clientKafka)) {
    const ours = exchanges[name]?.perSecond ?? best;
    rows.push([`peer: ClientKafka.send ×3, nothing stored, ${name.slice(1)} at once`, number(perSecond), '', '', '', number(ours / perSecond)]);
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return `${machine.model}, ${machine.cpus} CPUs, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.commit}; everything on this machine, signatures, encryption and fsync on\n\n${lines.join('\n')}\n`;
}
