import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { checkCount, type CommandLine } from '../command-line';
import type { DeskConnection } from '../desk-connection';
import { UsageError } from '../usage-error';

/** A document (文书) of the body: the id of an uploaded one, or a file to be uploaded first; its path is seen from the body's file. */
type WrittenDocument = string | { path: string; kind: string };

/** `send <file>`: `POST /v1/requests`. Resolves with the request. */
export async function send(line: CommandLine, connect: () => Promise<DeskConnection>): Promise<object> {
  checkCount(line, 1, 1);
  const file = resolve(line.arguments[0]!);
  const body = await readBody(file);
  const files = await Promise.all((body.documents ?? []).map((document) => readDocument(document, dirname(file))));
  const desk = await connect();
  const documents: string[] = [];
  for (const document of files) documents.push(typeof document === 'string' ? document : (await desk.json<{ id: string }>('/v1/documents', { method: 'POST', body: document })).id);
  const key = line.options['idempotency-key'];
  return desk.json('/v1/requests', {
    method: 'POST', body: JSON.stringify({ ...body, ...(body.documents && { documents }) }),
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
  });
}

async function readBody(file: string): Promise<{ documents?: WrittenDocument[] }> {
  const text = await readFile(file, 'utf8').catch(() => { throw new UsageError(`无法读取文件 ${file}`, `The file ${file} cannot be read`); });
  let body: unknown;
  try {
    body = parse(text);
  } catch (error) {
    throw new UsageError(`文件 ${file} 既不是 JSON 也不是 YAML：${(error as Error).message}`, `The file ${file} is neither JSON nor YAML: ${(error as Error).message}`);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new UsageError(`文件 ${file} 的内容须为一组字段`, `The file ${file} must hold an object`);
  const { documents } = body as { documents?: unknown };
  if (documents !== undefined && !(Array.isArray(documents) && documents.every(isDocument))) {
    throw new UsageError('documents 的每一项须为文书编号或 {path, kind}', 'Each of documents must be the id of a document or {path, kind}');
  }
  return body;
}

const isDocument = (one: unknown): one is WrittenDocument => typeof one === 'string'
  || (typeof one === 'object' && one !== null && typeof (one as { path?: unknown }).path === 'string' && typeof (one as { kind?: unknown }).kind === 'string');

async function readDocument(document: WrittenDocument, folder: string): Promise<string | FormData> {
  if (typeof document === 'string') return document;
  const path = resolve(folder, document.path);
  const content = await readFile(path).catch(() => { throw new UsageError(`无法读取文书 ${path}`, `The document ${path} cannot be read`); });
  const form = new FormData();
  form.set('kind', document.kind);
  form.set('file', new Blob([new Uint8Array(content)]), basename(path));
  return form;
}
