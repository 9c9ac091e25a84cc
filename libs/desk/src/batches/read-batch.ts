import { isPlainObject } from '@lianzhi/contracts';
import { invalid, type Problem, type ProblemField } from '@lianzhi/platform';
import { mostLines, type Members, type Refusal } from './batch';

export interface ReadBatch { type: string; base: Members; lines: { members: Members; refusal?: Refusal }[] }

/** Members that the batch has for all its lines. */
const common = ['type', 'to', 'caseNumber', 'urgency', 'subject', 'details', 'officers', 'documents', 'follows'];
/** Members of a line besides whom it asks or whom it is about. */
const ofLine = ['to', 'caseNumber', 'urgency', 'subject', 'details', 'officers', 'documents', 'follows'];

const fault = (pointer: string, code: string, zh: string, en: string): ProblemField => ({ pointer, code, detail: { zh, en } });
const oneOf = fault('', 'recipients-or-subjects', '须且只能写明 recipients（多个接收单位）或 subjects（多名被执行人）之一', 'needs exactly one of recipients (many who are asked) and subjects (many who are asked about)');

/**
 * Reads the body of `POST /v1/request-batches`. What concerns the batch as a whole is refused here; what concerns one line is that line's. Pure.
 * @throws Problem 422
 */
export function readBatch(body: unknown): ReadBatch {
  if (!isPlainObject(body)) throw invalid([fault('', 'object', '须为对象', 'must be an object')]);
  const { recipients, subjects, ...base } = body;
  const unknown = Object.keys(base).filter((name) => !common.includes(name)).map((name) => fault(`/${name}`, 'unknown-property', '没有该字段', 'is no field of a batch'));
  const list = recipients ?? subjects;
  const name = recipients === undefined ? 'subjects' : 'recipients';
  const faults = [
    ...unknown,
    ...(typeof base['type'] === 'string' && base['type'] !== '' ? [] : [fault('/type', 'required', '必填', 'is required')]),
    ...(base['details'] === undefined || isPlainObject(base['details']) ? [] : [fault('/details', 'object', '须为对象', 'must be an object')]),
    ...((recipients === undefined) === (subjects === undefined) ? [oneOf] : Array.isArray(list) && list.length >= 1 && list.length <= mostLines ? [] : [wrongLength(`/${name}`)]),
  ];
  if (faults.length > 0) throw invalid(faults);
  const lines = (list as unknown[]).map((item) => (name === 'recipients' ? recipientLine(item) : subjectLine(item)));
  return { type: base['type'] as string, base, lines: withoutRepeats(lines) };
}

const wrongLength = (pointer: string): ProblemField => fault(pointer, 'list', `须为 1 至 ${mostLines} 行`, `must be a list of 1 to ${mostLines} lines`);
export const tooManyLines = (): Problem => invalid([wrongLength('/file')]);

/** An organisation code, or an object with `to` and whatever differs. */
const recipientLine = (item: unknown): Members => (isPlainObject(item) ? item : { to: item });

/** A subject by itself, with whatever differs beside it, or under `subject`. */
function subjectLine(item: unknown): Members {
  if (!isPlainObject(item) || isPlainObject(item['subject'])) return isPlainObject(item) ? item : { subject: item };
  const entries = Object.entries(item);
  const members = Object.fromEntries(entries.filter(([name]) => ofLine.includes(name)));
  return { ...members, subject: Object.fromEntries(entries.filter(([name]) => !ofLine.includes(name))) };
}

const repeated = (line: number): Refusal => ({ error: 'repeated-line', detail: { zh: `与第 ${line} 行重复`, en: `repeats line ${line}` } });

/** A line that says exactly what an earlier one says is refused: nobody wants to ask the same thing twice. */
function withoutRepeats(lines: readonly Members[]): ReadBatch['lines'] {
  const first = new Map<string, number>();
  return lines.map((members, i) => {
    const key = JSON.stringify(members);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, i + 1);
    return earlier === undefined ? { members } : { members, refusal: repeated(earlier) };
  });
}
