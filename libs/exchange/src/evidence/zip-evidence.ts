import { once } from 'node:events';
import type { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { EvidencePart } from './evidence-parts';

/**
 * Every byte of a pack follows from the names and contents of its files: nothing compressed, no times, no comment. So the verifier writes it anew
 * and finds any byte that is another, also between the files. WARNING: packs are kept for years; other options make all of them look changed.
 */
const plain = { compress: false, mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true } as const;

/** Writes the parts as a zip, each when the one before has left: the slower the reader, the later the next is made. */
export async function zipEvidence(parts: AsyncIterable<EvidencePart>, output: Writable): Promise<void> {
  const zip = new ZipFile();
  const stream = zip.outputStream as PassThrough;
  const written = pipeline(stream, output);
  const given = (async () => {
    for await (const { name, content } of parts) {
      zip.addBuffer(content, name, plain);
      if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), written]);
    }
    zip.end();
  })();
  // A reader that goes away ends the writing; parts that fail end the reading.
  given.catch((error: unknown) => stream.destroy(error as Error));
  await Promise.all([given, written]);
}
