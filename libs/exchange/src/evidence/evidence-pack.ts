import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fromBuffer, open, type Entry, type ZipFile } from 'yauzl';
import { zipEvidence } from './zip-evidence';

/** An evidence pack that can be looked into, one file at a time. */
export interface EvidencePack {
  /** Every file in it, also twice when it stands twice. */
  names: readonly string[];
  /** Undefined when there is none. @throws when it cannot be unpacked */
  read(name: string): Promise<Buffer | undefined>;
  /** Whether it is, byte for byte, what packing these files gives: nothing before, between or behind them. */
  isAsWritten(): Promise<boolean>;
  close(): void;
}

/** No file of a pack is larger: a message, or a document of at most 20 MiB. Bytes. */
const largestFile = 64 * 1024 * 1024;

/** @param source path of a file, or its content @throws when it is no zip; of a file that cannot be read with `code` */
export async function openPack(source: string | Buffer): Promise<EvidencePack> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: ZipFile): void => (error ? reject(error) : resolve(file));
    const options = { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true } as const;
    if (typeof source === 'string') open(source, options, opened);
    else fromBuffer(source, options, opened);
  });
  const entries = await entriesOf(zip);
  const read = async (entry: Entry): Promise<Buffer> => {
    if (entry.uncompressedSize > largestFile) throw new Error(`${entry.fileName} is larger than any file of a pack`);
    return buffer(await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    }));
  };
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  return {
    names: entries.map(({ fileName }) => fileName),
    async read(name) {
      const entry = byName.get(name);
      return entry && read(entry);
    },
    async isAsWritten() {
      async function* parts() { for (const entry of entries) yield { name: entry.fileName, content: await read(entry) }; }
      const anew = await digestOf((output) => zipEvidence(parts(), output)).catch(() => undefined);
      return anew === await digestOf((output) => pipeline(typeof source === 'string' ? createReadStream(source) : Readable.from([source]), output));
    },
    close: () => zip.close(),
  };
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const found: Entry[] = [];
    zip.on('entry', (entry: Entry) => { found.push(entry); zip.readEntry(); });
    zip.on('end', () => resolve(found));
    zip.on('error', (error: Error) => { zip.close(); reject(error); });
    zip.readEntry();
  });
}

async function digestOf(write: (output: Writable) => Promise<void>): Promise<string> {
  const hash = createHash('sha256');
  await write(new Writable({ write(chunk: Buffer, _encoding, done) { hash.update(chunk); done(); } }));
  return hash.digest('hex');
}
