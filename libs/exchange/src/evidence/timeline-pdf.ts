import { moveTitles, organisationOf, outcomes, parseMessageType, toShanghaiIso, type Bilingual, type Catalogue, type MoveName } from '@lianzhi/contracts';
import { ChinesePdf } from '@lianzhi/platform';
import { effectiveTime } from '../relay/relay';
import type { EvidenceMessage } from './evidence-parts';

export interface TimelineHead {
  request: string;
  operator: string;
  /** System time. */
  madeAt: Date;
  /** Name of an organisation; its code when the directory has none. */
  nameOf: (organisation: string) => string;
  contract: ReturnType<Catalogue['find']>;
}

const noticeTitle = '督办通知';
const standings: Record<string, string> = { x: '未予采信（死信）', p: '等待在先报文', n: '尚未处理' };
const dataWords: Record<EvidenceMessage['data'], string> = { included: '', erased: '内容已按保存期限删除', withheld: '内容不在此证据包内', unreadable: '内容无法读取' };

/** A readable account of a request's messages, in Chinese, for people without the verifier. It proves nothing by itself. */
export async function timelinePdf(head: TimelineHead, messages: readonly EvidenceMessage[]): Promise<Buffer> {
  const title = `联合执行事项证据时间线`;
  const pdf = new ChinesePdf({ title: `${title} ${head.request}`, language: 'zh-CN', madeAt: head.madeAt });
  pdf.write(title, { size: 18, align: 'center' }).gap();
  for (const [name, value] of headLines(head, messages)) pdf.write(`${name}：${value}`, { size: 10 });
  pdf.gap();
  const inTime = messages.map((message) => ({ message, at: timeOf(message) })).sort((a, b) => a.at.at - b.at.at);
  for (const [index, { message, at }] of inTime.entries()) writeMessage(pdf, head, message, { index: index + 1, ...at });
  pdf.gap().write('本时间线便于阅读，不单独作为证明；报文、签名与封存路径见本包其他文件，可用 lianzhi verify 或 docs/evidence.md 所列命令离线核验。', { size: 8, color: '#555555' });
  return pdf.end((page, of) => `第 ${page} 页 共 ${of} 页`);
}

const timeOf = ({ row, event }: EvidenceMessage): { at: number; late: boolean } => effectiveTime(event, row.appended_at === null ? undefined : Date.parse(row.appended_at));

function headLines({ request, operator, madeAt, contract }: TimelineHead, messages: readonly EvidenceMessage[]): [string, string][] {
  const caseNumber = messages.map(({ said }) => said['caseNumber']).find((value) => typeof value === 'string');
  return [
    ['事项', `${contract?.title.zh ?? messages[0]?.event.requesttype ?? ''} ${request}`],
    ...(caseNumber === undefined ? [] : [['案号', String(caseNumber)] as [string, string]]),
    ['出具', `运行方 ${operator}，${shown(madeAt.getTime())}`],
    ['日志条目', `${messages.length} 条`],
  ];
}

function writeMessage(pdf: ChinesePdf, { nameOf, contract }: TimelineHead, { row, event, said, data }: EvidenceMessage, { index, at, late }: { index: number; at: number; late: boolean }): void {
  const move = parseMessageType(event.type)?.move as MoveName | undefined;
  const notes = [
    ...outcomeWords(contract, event.outcome), ...(event.until ? [`至 ${event.until}`] : []), ...['reason', 'question', 'note', 'code'].flatMap((name) => (typeof said[name] === 'string' ? [said[name]] : [])),
    ...(late ? ['迟发：以到达时间为准'] : []), ...[standings[row.handling ?? '']].flatMap((word) => (word ? [`${word}${row.reason ? `（${row.reason}）` : ''}`] : [])), ...[dataWords[data]].filter(Boolean),
  ];
  pdf.write(`${index}. ${shown(at)}\u3000${(move && (moveTitles[move] as Bilingual | undefined)?.zh) ?? (event.type.startsWith('lianzhi.notice.') ? noticeTitle : event.type)}`);
  pdf.write(`${nameOf(organisationOf(event.source) ?? event.source)} → ${nameOf(event.recipient)}${event.sequence === undefined ? '' : `\u3000第 ${event.sequence} 号`}`, small);
  if (notes.length > 0) pdf.write(notes.join('；'), small);
  for (const { kind, sha256 } of documentsOf(said)) pdf.write(`文书 ${kind}\u3000SHA-256 ${sha256}`, small);
  pdf.write(`报文 ${event.id}\u3000${row.position === null ? '尚未封存' : `日志第 ${row.position} 位`}`, small).gap(4);
}

const small = { size: 9, color: '#333333', left: 16 } as const;

const outcomeWords = (contract: TimelineHead['contract'], outcome: string | undefined): string[] =>
  (outcome === undefined ? [] : [`结果：${(contract && outcomes[contract.kind].find(({ name }) => name === outcome))?.title.zh ?? outcome}`]);

const documentsOf = (said: EvidenceMessage['said']): { kind: string; sha256: string }[] => (Array.isArray(said['documents']) ? (said['documents'] as { kind: string; sha256: string }[]) : []);

const shown = (ms: number): string => toShanghaiIso(ms).replace('T', ' ').replace(/\+08:00$/, '');
