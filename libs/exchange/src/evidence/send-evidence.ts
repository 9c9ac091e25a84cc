import type { ServerResponse } from 'node:http';
import type { EvidencePart } from './evidence-parts';
import { zipEvidence } from './zip-evidence';

/** Answers an HTTP request with a pack. What fails before the first file fails as any answer; later the connection breaks off, so that no half pack looks whole. */
export async function sendEvidence(parts: AsyncGenerator<EvidencePart>, requestId: string, response: ServerResponse): Promise<void> {
  const first = await parts.next();
  response.writeHead(200, {
    'content-type': 'application/zip', 'content-disposition': `attachment; filename="lianzhi-evidence-${requestId}.zip"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
  });
  try {
    await zipEvidence(resumed(first, parts), response);
  } catch (error) {
    response.destroy();
    // A reader that went away is no failure of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* resumed(first: IteratorResult<EvidencePart>, rest: AsyncGenerator<EvidencePart>): AsyncGenerator<EvidencePart> {
  if (!first.done) yield first.value;
  yield* rest;
}
