import { tables, type Table } from '../bench-table';
import { parts, type Conditions, type Results } from '../results';

/** Which plots belong under which table, by how its title begins. */
const plotsUnder: readonly [begins: string, plots: readonly string[]][] = [
  ['Complete exchanges', ['exchanges.svg', 'exchange-latency.svg']], ['CPU ms of one exchange', ['exchange-cpu.svg']], ['Stages', ['stages.svg']],
  ['Coordinator with', ['coordinator-reading.svg', 'coordinator-disk.svg']], ['All of them due', ['coordinator-calling.svg']],
  ['50,000', ['flood.svg']],
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function section({ title, head, rows }: Table): string {
  const images = plotsUnder.filter(([begins]) => title.startsWith(begins)).flatMap(([, plots]) => plots.map((plot) => `![${title}](bench/${plot})`));
  return [`## ${title}`, '', line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line), ...images.flatMap((image) => ['', image])].join('\n');
}

const load = ({ loadBefore, cpus }: Conditions): string => `${loadBefore.join(' ')}${loadBefore[0]! > cpus / 2 ? ' (busy)' : ''}`;

/** docs/performance.md: nothing in it is typed by hand. */
export function performancePage(results: Results): string {
  const measured = parts.flatMap((part) => (results[part] ? [{ part, ...results[part].conditions }] : []));
  const runs: Table = {
    title: 'Runs', head: ['part', 'when', 'commit', 'load before (1, 5, 15 min)', 'kafkajs produce /s', 'consume /s', 'Postgres insert /s', 'one per commit /s'],
    rows: measured.map(({ part, date, commit, limits, ...conditions }) => [
      part, date.slice(0, 16).replace('T', ' '), commit, load({ date, commit, limits, ...conditions }),
      ...[limits.kafkaProducePerSecond, limits.kafkaConsumePerSecond, limits.postgresInsertPerSecond, limits.postgresCommitPerSecond].map((limit) => Math.round(limit).toLocaleString('en')),
    ]),
  };
  const machines = [...new Set(measured.map(({ model, cpus, memoryGiB, node }) => `${model}, ${cpus} cores, ${memoryGiB} GiB, Node ${node}`))];
  return `# Performance

Written by \`npm run bench:page\` from [docs/bench/](bench/); do not edit. What was tried, also what did not help: [performance-notes.md](performance-notes.md).

${machines.join('; ')}. Broker, PostgreSQL (\`fsync\` on), all services and the caller share these cores. Payloads of 1 KiB, signatures and encryption on. A complete exchange: the court's
\`POST\` over HTTP, the bank's automatic answer, the court reads and closes it, and the coordinator knows. *others + stolen*: how much of the machine other programs, and the host of the virtual machine, took
while that figure was measured. *÷*: ours divided by the limit of the machine for that one thing alone, 1 KiB each, in the same run.

${[...tables(results), runs].map(section).join('\n\n')}
`;
}
