import type { EvidenceReport, Finding } from '@lianzhi/exchange';
import { checkCount, type CommandLine } from '../command-line';
import { readRootKey } from '../root-key';
import { UsageError } from '../usage-error';

/**
 * Checks an evidence pack: no network, no database, no clock. Prints what holds and what does not, per message.
 * @returns whether everything holds
 */
export async function verify(line: CommandLine, out: (text: string) => void): Promise<boolean> {
  checkCount(line, 1, 1);
  // Loaded only here: it brings much along that the other commands do not need.
  const { findingWords, openPack, reportOfUnreadable, thumbprint, verifyEvidence } = await import('@lianzhi/exchange');
  const root = line.options.root === undefined ? undefined : await readRootKey(line.options.root);
  const pack = await openPack(line.arguments[0]!).catch((error: NodeJS.ErrnoException) => {
    // A file that is there and is no pack is an answer, not a mistake of whoever asks.
    if (error.code === undefined) return error;
    throw new UsageError(`无法读取证据包 ${line.arguments[0]}：${error.message}`, `The pack ${line.arguments[0]} cannot be read: ${error.message}`);
  });
  const report = pack instanceof Error ? reportOfUnreadable(pack.message) : await verifyEvidence(pack, { root });
  if (!(pack instanceof Error)) pack.close();
  if (line.options.json) out(`${JSON.stringify(report, null, 2)}\n`);
  else out(textOf(report, (finding) => words(findingWords[finding.code], line.options.lang), line.options.lang));
  if (root && !line.options.json) out(`${words(['根密钥指纹', 'fingerprint of the root'], line.options.lang)}: ${thumbprint(root)}\n`);
  return report.holds;
}

const words = ([zh, en]: readonly [string, string], language: string | undefined): string =>
  (language === undefined ? `${zh} / ${en}` : language.toLowerCase().startsWith('zh') ? zh : en);

const marks: Record<Finding['verdict'], string> = { holds: '✓', fails: '✗', note: '·' };

function textOf(report: EvidenceReport, say: (finding: Finding) => string, language: string | undefined): string {
  const heads = new Map(report.messages.map(({ folder, type, from, to, id }) => [folder, `${folder}  ${type}  ${from} → ${to}  ${id}`]));
  const head = report.request === undefined ? [] : [`${words(['事项', 'request'], language)} ${report.request}  ${words(['出具', 'made by'], language)} ${report.operator}  ${report.madeAt}`];
  const groups = [...new Set(report.findings.map(({ of }) => of))].flatMap((of) => [
    '', heads.get(of) ?? of,
    ...report.findings.filter((finding) => finding.of === of).map((finding) => `  ${marks[finding.verdict]} ${say(finding)}${finding.detail ? `: ${finding.detail}` : ''}`),
  ]);
  const failed = report.findings.filter(({ verdict }) => verdict === 'fails').length;
  const end = report.holds ? words(['结论：全部成立', 'Everything holds.'], language) : words([`结论：${failed} 项不成立`, `${failed} do not hold.`], language);
  return `${[...head, ...groups, '', end].join('\n')}\n`;
}
