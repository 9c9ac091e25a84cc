import { HttpException } from '@nestjs/common';
import { isTransient } from '../database/database-errors';
import { Problem } from './problem';
import { problem, slugOfStatus } from './problem-catalogue';

/**
 * Turns anything that was thrown into a problem. What the framework and its parsers threw keeps its status;
 * a database that is out of reach or has no room is `unavailable`; everything else is `internal`, without a word about what went wrong inside.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return problem(slugOfStatus(error.getStatus()));
  return ofParser(error) ?? (isTransient(error) ? unavailable() : problem('internal'));
}

/** Whether anything was done is not known for certain: a connection may be lost while it commits. */
const unavailable = (): Problem => problem('unavailable', {
  detail: { zh: '暂时繁忙或数据库不可用，请稍后重试；提交类操作请带同一 Idempotency-Key', en: 'Busy, or the database cannot be reached at the moment: try again; repeat what changes something with the same Idempotency-Key' },
  headers: { 'Retry-After': '2' },
});

/** What body-parser and multer put on their errors. */
interface ParserError {
  name?: string;
  type?: string;
  code?: string;
  status?: number;
  expose?: boolean;
}

function ofParser(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, type, code, status, expose } = error as Error & ParserError;
  if (type === 'entity.parse.failed') return problem('broken-json');
  if (name === 'MulterError') return problem(code?.startsWith('LIMIT_FILE_SIZE') || code?.startsWith('LIMIT_FIELD_VALUE') ? 'too-large' : 'bad-request');
  // http-errors marks with `expose` what is the caller's fault.
  return expose === true && status !== undefined && status < 500 ? problem(slugOfStatus(status)) : undefined;
}
