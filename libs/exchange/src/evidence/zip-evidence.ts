import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { EvidencePart } from './evidence-parts';

/** Writes the parts as a zip, each when the one before has left: the slower the reader, the later the next is made. */
export async function zipEvidence(parts: AsyncIterable<EvidencePart>, output: Writable): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream as Readable, output);
  const given = (async () => {
    for await (const { name, content } of parts) {
      const stream = Readable.from([content], { objectMode: false });
      const read = once(stream, 'end');
      zip.addReadStream(stream, name, { compress: !/\.(pdf|bin)$/.test(name) });
      await Promise.race([read, written]);
    }
    zip.end();
  })();
  // A reader that goes away ends the writing; parts that fail end the reading.
  given.catch((error: unknown) => (zip.outputStream as Readable).destroy(error as Error));
  await Promise.all([given, written]);
}
