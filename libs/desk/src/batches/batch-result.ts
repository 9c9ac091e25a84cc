import { maskText, type RequestContract } from '@lianzhi/contracts';
import type { OpenedMessage } from '../desk-core';
import type { MaskedSubject, RequestView } from '../requests/request-view';
import { bodyOfLine, type Batch, type BatchLine, type LineState, type Refusal } from './batch';

/** One line of a result. Numbers are masked. In the API: do not rename. */
export interface ResultLine {
  line: number;
  standing: LineState;
  to: string | null;
  /** Name of the organisation. */
  recipient: string | null;
  subject: MaskedSubject | null;
  caseNumber: string | null;
  refusal: Refusal | null;
  /** Request id. */
  request: string | null;
  state: string | null;
  outcome: string | null;
  answeredAt: string | null;
  /** What the latest reply says: sensitive fields masked. */
  reply: Record<string, unknown> | null;
}

export interface LineRequest { view: RequestView; messages: readonly OpenedMessage[] }

export function resultLine(batch: Batch, line: BatchLine, request: LineRequest | undefined, { contract, nameOf }: { contract: RequestContract | undefined; nameOf: (code: string) => string | undefined }): ResultLine {
  const body = bodyOfLine(batch, line.members);
  const to = textOf(body['to']);
  const reply = request?.messages.findLast(({ move, standing }) => (move === 'answered' || move === 'interim-replied') && standing === 'confirmed')?.data?.details;
  return {
    line: line.line, standing: line.state, to, recipient: (to !== null && nameOf(to)) || null,
    subject: request?.view.subject ?? maskedSubject(body['subject']), caseNumber: request?.view.caseNumber ?? textOf(body['caseNumber']), refusal: line.refusal,
    request: request?.view.id ?? null, state: request?.view.state ?? null, outcome: request?.view.outcome ?? null, answeredAt: request?.view.answeredAt ?? null,
    reply: reply && contract ? contract.reply.masked(reply) : null,
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Of a line that was refused nobody knows whether it is well formed. */
function maskedSubject(subject: unknown): MaskedSubject | null {
  const { kind, name, idNumber, creditCode } = (typeof subject === 'object' && subject !== null ? subject : {}) as Record<string, unknown>;
  if (typeof name !== 'string') return null;
  return { kind: textOf(kind) ?? '', name, ...(typeof idNumber === 'string' && { idNumber: maskText(idNumber) }), ...(typeof creditCode === 'string' && { creditCode: maskText(creditCode) }) };
}

const header = ['line', 'standing', 'to', 'recipient', 'name', 'number', 'caseNumber', 'reason', 'request', 'state', 'outcome', 'answeredAt'];

/** The same as a table: with a byte order mark, so that spreadsheets take it for UTF-8; a column `reply.…` for each simple field of a reply. */
export function resultCsv(lines: readonly ResultLine[]): string {
  const fields = [...new Set(lines.flatMap(({ reply }) => Object.entries(reply ?? {}).filter(([, value]) => typeof value !== 'object').map(([name]) => name)))].sort();
  const rows = lines.map(({ subject, refusal, reply, ...line }) => [
    line.line, line.standing, line.to, line.recipient, subject?.name, subject?.idNumber ?? subject?.creditCode, line.caseNumber, reasonText(refusal), line.request, line.state, line.outcome, line.answeredAt,
    ...fields.map((name) => reply?.[name]),
  ]);
  return `\uFEFF${[[...header, ...fields.map((name) => `reply.${name}`)], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function reasonText(refusal: Refusal | null): string {
  if (!refusal) return '';
  const where = refusal.errors?.map(({ pointer, detail }) => `${pointer ?? ''} ${detail.zh}`.trim()).join('；');
  return `${refusal.error}: ${where || refusal.detail.zh}`;
}

/** RFC 4180; what a spreadsheet would take for a formula is marked as text. */
function cell(value: unknown): string {
  const plain = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
