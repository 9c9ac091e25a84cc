import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Pool } from 'pg';
import type { AuditResult, ExportLine, JournalToAudit } from '@lianzhi/exchange';
import { checkCount, type CommandLine } from '../command-line';
import { UsageError } from '../usage-error';

const isDatabase = (source: string): boolean => /^postgres(ql)?:\/\//.test(source);

/** Checks a service's whole journal against the roots that another one keeps, or writes what is needed for that to a file. @returns whether it holds */
export async function audit(line: CommandLine, out: (text: string) => void): Promise<boolean> {
  checkCount(line, 1, 1);
  const exchange = await import('@lianzhi/exchange');
  const [source, { kept, export: file, operator }] = [line.arguments[0]!, line.options];
  const pools: Pool[] = [];
  const database = (url: string): Pool => pools[pools.push(new Pool({ connectionString: url, max: 1 })) - 1]!;
  const exported = (from: string) => exchange.journalOfExport(linesOf(from));
  try {
    if (file !== undefined) {
      if (!isDatabase(source)) throw new UsageError('--export 需要数据库地址', '--export needs a database URL');
      await pipeline(Readable.from(written(exchange.exportJournal(database(source), operator))), createWriteStream(file, { mode: 0o600 }));
      return true;
    }
    if (kept === undefined) throw new UsageError('缺少 --kept：其他运行方保存的根', '--kept is missing: the roots that another operator keeps');
    const journal: JournalToAudit = isDatabase(source) ? await exchange.journalOfDatabase(database(source), operator) : await exported(source);
    const heads = isDatabase(kept) ? await exchange.keptOfDatabase(database(kept), journal.operator) : (await exported(kept)).kept(journal.operator);
    const result = await exchange.auditJournal(journal, heads);
    out(line.options.json ? `${JSON.stringify({ operator: journal.operator, ...result }, null, 2)}\n` : textOf(journal.operator, result));
    return result.holds;
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

async function* written(lines: AsyncIterable<ExportLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

async function* linesOf(file: string): AsyncGenerator<ExportLine> {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line !== '') yield JSON.parse(line) as ExportLine;
}

const faults: Record<NonNullable<AuditResult['first']>['fault'], readonly [zh: string, en: string]> = {
  'entry-differs': ['条目与封存时不同', 'the entry is not what was sealed'],
  'entry-missing': ['条目缺失', 'the entry is missing'],
  'batch-differs': ['该批条目与封存时不同', 'the entries of this batch are not what was sealed'],
  'chain-broken': ['该批与前一批不相接', 'this batch does not continue the one before'],
  'head-differs': ['其他运行方保存的根不同', 'the others keep another root'],
  'batch-missing': ['其他运行方保存的根在此日志中不存在', 'the others keep a root that this journal does not have'],
};

function textOf(operator: string, { holds, entries, batches, kept, lost, first }: AuditResult): string {
  const lines = [
    `${operator}: ${entries} 条 entries, ${batches} 批 batches, ${kept} 批由他方保存 kept by others`,
    ...lost.map((each) => `· ${each.first}–${each.last}: 恢复备份前已公布，其后重新封存 published before a restore, sealed again further on`),
  ];
  if (first) lines.push(`✗ ${first.position}${first.to === undefined || first.to === first.position ? '' : `–${first.to}`} (批 batch ${first.batch}): ${faults[first.fault].join(' / ')}`);
  // Nobody keeps anything: nothing contradicts the journal, but nothing proves it either.
  if (holds && kept === 0) lines.push('· 没有他方保存的根可供比对 nobody keeps a root to compare with');
  return `${[...lines, holds ? '结论：全部一致 / Everything agrees.' : '结论：不一致 / It differs.'].join('\n')}\n`;
}
