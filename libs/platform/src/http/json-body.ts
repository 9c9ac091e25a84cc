import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { problem } from '../errors/problem-catalogue';
import { problemOf } from '../errors/problem-of';

/** Documents go by multipart; a JSON body beyond this is refused with 413. */
const LIMIT_BYTES = 1024 * 1024;

/** Parses JSON bodies (strict, up to 1 MiB) and refuses other media types but multipart, which the document routes read themselves. */
export function useJsonBody(app: NestExpressApplication): void {
  app.use(refuseOtherTypes);
  app.useBodyParser('json', { limit: LIMIT_BYTES, strict: true, type: ['application/json', 'application/*+json'] });
  app.use(explainParserErrors);
}

function refuseOtherTypes(request: Request, _response: Response, next: NextFunction): void {
  const hasBody = request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (!hasBody || request.is(['application/json', 'application/*+json', 'multipart/form-data']) !== false) return next();
  next(problem('unsupported-media-type', { detail: { zh: '请求体应为 application/json（上传文件用 multipart/form-data）', en: 'The body must be application/json (multipart/form-data for uploads)' } }));
}

// Nest would turn a SyntaxError into a plain 400 and lose what it was.
function explainParserErrors(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  next(problemOf(error));
}
