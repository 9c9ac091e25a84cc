import { HttpException } from '@nestjs/common';
import { Problem } from './problem';
import { problem, slugOfStatus } from './problem-catalogue';

/**
 * Turns anything that was thrown into a problem. What the framework and its parsers threw keeps its status;
 * everything else is `internal`, without a word about what went wrong inside.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return problem(slugOfStatus(error.getStatus()));
  return ofParser(error) ?? problem('internal');
}

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
