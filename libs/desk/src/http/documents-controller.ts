import { Body, Controller, Get, Inject, Param, Post, Res, UploadedFiles, UseGuards, UseInterceptors } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import type { Response } from 'express';
import { sha256Hex, type DocumentReference } from '@lianzhi/exchange';
import { CurrentCaller, invalid, notFound, problem, unsafeText, type Caller, type Problem } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { isUuid } from '../requests/request-filter';
import { Acts, DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** Bytes. */
export const largestDocument = 20 * 1024 * 1024;

interface Uploaded { fieldname: string; originalname: string; mimetype: string; buffer: Buffer; size: number }

// One byte more than allowed is read, so that a document of exactly the limit passes. Any field's name is read, so that a wrong one can be told.
const upload = AnyFilesInterceptor({
  limits: { fileSize: largestDocument + 1, files: 1, fields: 10, fieldSize: 10_000, parts: 12 },
  defParamCharset: 'utf8',
} as Parameters<typeof AnyFilesInterceptor>[0]);

/** Documents 文书 of the caller's organisation: its own, and those sent to it. */
@Controller('v1/documents')
@UseGuards(DeskGuard)
export class DocumentsController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Post()
  @Acts()
  @UseInterceptors(upload)
  async add(@CurrentCaller() { organisation }: Caller, @UploadedFiles() files: Uploaded[] | undefined, @Body() fields: Record<string, unknown> | undefined): Promise<DocumentReference> {
    const { kind, sha256 } = readFields(fields ?? {});
    const file = files?.find(({ fieldname }) => fieldname === 'file');
    if (file === undefined) throw missingFile('required', '须上传文件（file）', 'is required');
    if (file.size === 0) throw missingFile('empty', '文件为空', 'is empty');
    if (file.size > largestDocument) throw tooLarge();
    if (sha256 !== undefined && sha256 !== sha256Hex(file.buffer)) throw invalid([{ pointer: '/sha256', code: 'hash-differs', detail: { zh: '与文件内容不符', en: 'is not the hash of the content' } }]);
    const name = fileName(file.originalname);
    return this.parts.documents.add(organisation, { kind, ...(name !== '' && { name }), mediaType: mediaType(file.mimetype), content: file.buffer });
  }

  /** The content. It came from elsewhere, so a browser must neither guess its type nor run anything in it. */
  @Get(':id')
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const document = isUuid(id) ? await this.find(caller.organisation, id.toLowerCase()) : undefined;
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'document', target: id.toLowerCase(), action: 'read', allowed: document !== undefined });
    if (document === undefined) throw notFound({ zh: '没有该文书', en: 'There is no such document' });
    response.set({
      'Content-Type': document.mediaType ?? 'application/octet-stream',
      'Content-Disposition': disposition(document.name ?? document.id),
      'Content-Digest': `sha-256=:${Buffer.from(document.sha256, 'hex').toString('base64')}:`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
      'X-Document-Kind': encodeURIComponent(document.kind),
    });
    response.end(document.content);
  }

  /** Its own, or one of a closed organisation that it stands for. */
  private async find(organisation: string, id: string): ReturnType<DeskHttpParts['documents']['read']> {
    for (const owner of this.parts.directory.speaksFor(organisation)) {
      const found = await this.parts.documents.read(owner, id);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function readFields(fields: Record<string, unknown>): { kind: string; sha256?: string } {
  const { kind, sha256 } = fields;
  const text = typeof kind === 'string' ? kind.trim() : '';
  if (text === '' || text.length > 100) throw invalid([{ pointer: '/kind', code: text === '' ? 'required' : 'too-long', detail: { zh: '必填：文书种类，不超过 100 个字符', en: 'is required: the kind of document, at most 100 characters' } }]);
  if (sha256 === undefined || sha256 === '') return { kind: text };
  const hash = String(sha256).toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hash)) throw invalid([{ pointer: '/sha256', code: 'sha256', detail: { zh: '须为 64 位十六进制 SHA-256', en: 'must be a SHA-256 in 64 hex digits' } }]);
  return { kind: text, sha256: hash };
}

const missingFile = (code: string, zh: string, en: string): Problem => invalid([{ pointer: '/file', code, detail: { zh, en } }]);
const tooLarge = (): Problem => problem('too-large', { detail: { zh: '文书不能超过 20 MiB', en: 'A document must not exceed 20 MiB' } });

/** Only the last part of a path, without control characters; it is shown and offered for saving. */
function fileName(given: string): string {
  const name = (given.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim().slice(0, 200);
  return unsafeText(name).length > 0 ? '' : name;
}

const mediaType = (given: string): string => (/^[\w.+-]+\/[\w.+-]+$/.test(given) && given.length <= 100 ? given.toLowerCase() : 'application/octet-stream');

/** RFC 6266 with an ASCII stand-in for old clients. */
const disposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
