import { fromBuffer, open, type Entry, type ZipFile } from 'yauzl';
import { buffer } from 'node:stream/consumers';

/** An evidence pack that can be looked into, one file at a time. */
export interface EvidencePack {
  /** Every file in it, also twice when it stands twice. */
  names: readonly string[];
  /** Undefined when there is none. @throws when it cannot be unpacked */
  read(name: string): Promise<Buffer | undefined>;
  close(): void;
}

/** No file of a pack is larger: a message, or a document of at most 20 MiB. Bytes. */
const largestFile = 64 * 1024 * 1024;

/** @param source path of a file, or its content @throws when it is no zip */
export async function openPack(source: string | Buffer): Promise<EvidencePack> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: ZipFile): void => (error ? reject(error) : resolve(file));
    const options = { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true } as const;
    if (typeof source === 'string') open(source, options, opened);
    else fromBuffer(source, options, opened);
  });
  const entries = await new Promise<Entry[]>((resolve, reject) => {
    const found: Entry[] = [];
    zip.on('entry', (entry: Entry) => { found.push(entry); zip.readEntry(); });
    zip.on('end', () => resolve(found));
    zip.on('error', reject);
    zip.readEntry();
  });
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  return {
    names: entries.map(({ fileName }) => fileName),
    async read(name) {
      const entry = byName.get(name);
      if (!entry) return undefined;
      if (entry.uncompressedSize > largestFile) throw new Error(`${name} is larger than any file of a pack`);
      return buffer(await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
      }));
    },
    close: () => zip.close(),
  };
}
