import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Pool } from 'pg';
import type { AuditResult, Directory, ExportLine, JournalToAudit, OpenData, OperatorKeys } from '@lianzhi/exchange';
import { checkCount, type CommandLine } from '../command-line';
import { readRootKey } from '../root-key';
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
    const directory = await signedDirectory(line.options);
    const openData = await dataOpener(line.options, directory);
    if (openData && !isDatabase(source)) throw new UsageError('--keys 需要数据库地址', '--keys needs a database URL');
    if (file !== undefined) {
      if (!isDatabase(source)) throw new UsageError('--export 需要数据库地址', '--export needs a database URL');
      await pipeline(Readable.from(written(exchange.exportJournal(database(source), operator, openData))), createWriteStream(file, { mode: 0o600 }));
      return true;
    }
    if (kept === undefined) throw new UsageError('缺少 --kept：其他运行方保存的根', '--kept is missing: the roots that another operator keeps');
    const journal: JournalToAudit = isDatabase(source) ? await exchange.journalOfDatabase(database(source), operator, openData) : await exported(source);
    const heads = isDatabase(kept) ? await exchange.keptOfDatabase(database(kept), journal.operator) : (await exported(kept)).kept(journal.operator);
    const result = await exchange.auditJournal(journal, heads, directory);
    out(line.options.json ? `${JSON.stringify({ operator: journal.operator, ...result }, null, 2)}\n` : textOf(journal.operator, result));
    return result.holds;
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/** With the directory's file (LIANZHI_DIRECTORY_FILE) every signature is checked too. */
async function signedDirectory({ directory: file, root }: CommandLine['options']): Promise<Directory | undefined> {
  if (file === undefined) return undefined;
  if (root === undefined) throw new UsageError('--directory 还需要 --root：名录的根公钥', "--directory needs --root too: the directory's public root key");
  const { Directory, parseSignedRecord } = await import('@lianzhi/exchange');
  const directory = new Directory(await readRootKey(root));
  for (const text of (await readFile(file, 'utf8')).split('\n').filter(Boolean)) {
    const signed = parseSignedRecord(text);
    if (!signed || directory.apply(signed) === 'refused') throw new UsageError(`${file} 不是根密钥签名的名录`, `${file} is no directory that the root has signed`);
  }
  return directory;
}

/** With the operator's private keys (LIANZHI_KEYS_FILE) the data of each message is compared with what was signed. */
async function dataOpener({ keys: file, operator }: CommandLine['options'], directory: Directory | undefined): Promise<OpenData | undefined> {
  if (file === undefined) return undefined;
  if (!directory || operator === undefined) throw new UsageError('--keys 还需要 --directory、--root 与 --operator', '--keys needs --directory, --root and --operator too');
  const { ContentKeys, EventOpener } = await import('@lianzhi/exchange');
  const opener = new EventOpener(new ContentKeys(operator, JSON.parse(await readFile(file, 'utf8')) as OperatorKeys, directory));
  return (event, topic) => opener.plainBytes(event, topic);
}

async function* written(lines: AsyncIterable<ExportLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

async function* linesOf(file: string): AsyncGenerator<ExportLine> {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line !== '') yield JSON.parse(line) as ExportLine;
}

const faults: Record<NonNullable<AuditResult['first']>['fault'], readonly [zh: string, en: string]> = {
  'entry-differs': ['条目与封存时不同', 'the entry is not what was sealed'],
  'entry-inserted': ['其后有未经封存的条目混入已封存的条目之间', 'behind it stands an entry among sealed ones that was never sealed'],
  'columns-differ': ['条目的检索列与报文不符', 'the columns under which it is found are not those of the message'],
  'data-differs': ['内容缺失而未按期清除，或与签名的摘要不符', 'its data is gone without having been erased, or is not what was signed'],
  'signature-differs': ['签名无效，或密钥当时无效、不属于发送方的运行方', "its signature is not good, or not by a key of the sender's operator that was valid then"],
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
