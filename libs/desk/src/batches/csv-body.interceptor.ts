import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { invalid } from '@lianzhi/platform';
import { readCsvBatch, textOfCsv } from './read-csv-batch';

interface Uploaded { fieldname: string; buffer: Buffer; size: number }

/** Bytes. */
export const largestTable = 1024 * 1024;

/** Turns an uploaded table (`file`, and what all lines have in common as JSON in `request`) into the body that JSON would be, so that all behind it is the same. */
@Injectable()
export class CsvBodyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { files?: Uploaded[] }>();
    if (request.is('multipart/form-data')) request.body = readCsvBatch(tableOf(request.files ?? []), commonOf(request.body));
    return next.handle();
  }
}

function tableOf(files: readonly Uploaded[]): string {
  const file = files.find(({ fieldname }) => fieldname === 'file');
  if (file === undefined || file.size === 0) throw invalid([{ pointer: '/file', code: 'required', detail: { zh: '须上传表格（file）', en: 'is required: the table' } }]);
  if (file.size > largestTable) throw invalid([{ pointer: '/file', code: 'too-large', detail: { zh: '表格不能超过 1 MiB', en: 'must not exceed 1 MiB' } }]);
  return textOfCsv(file.buffer);
}

function commonOf(fields: unknown): unknown {
  const { request } = (fields ?? {}) as { request?: unknown };
  try {
    return JSON.parse(typeof request === 'string' ? request : '');
  } catch {
    throw invalid([{ pointer: '/request', code: 'json', detail: { zh: '须为 JSON：各行共同的内容', en: 'must be JSON: what all lines have in common' } }]);
  }
}
