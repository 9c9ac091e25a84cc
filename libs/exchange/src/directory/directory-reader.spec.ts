import { directoryTopic } from '@lianzhi/contracts';
import { MemoryBus } from '../memory/memory-bus';
import { Directory } from './directory';
import { DirectoryReader } from './directory-reader';
import type { OrganisationRecord } from './directory-record';
import { generateRootKey } from './generate-keys';
import { publishDirectory } from './publish-directory';
import { signDirectory } from './sign-directory';
import type { SignedRecord } from './signed-record';

const root = generateRootKey();
const organisation = (code: string, name = code): OrganisationRecord =>
  ({ kind: 'organisation', code, agency: 'tennis', operator: 'tennis-club', region: '140000', name, validFrom: '2026-01-01T00:00:00Z', status: 'active' });
const sign = (codes: string[], published: SignedRecord[] = []): SignedRecord[] => signDirectory(codes.map((code) => organisation(code)), root.privateJwk, published);

describe('DirectoryReader', () => {
  let bus: MemoryBus;
  let reader: DirectoryReader;
  let directory: Directory;
  let refused: (string | null)[];

  beforeEach(() => {
    bus = new MemoryBus();
    directory = new Directory(root.publicJwk);
    refused = [];
    reader = new DirectoryReader(bus, directory, { lookUpMs: 30, onRefused: (key) => refused.push(key) });
  });
  afterEach(async () => {
    await reader.stop();
    await bus.close();
  });

  const publish = (records: { key: string; value: Buffer }[]) => bus.publish(records.map((record) => ({ topic: directoryTopic, ...record })));

  it('has read everything when it has started', async () => {
    expect(await publishDirectory(bus, sign(['a', 'b']), directory)).toBe(2);
    await reader.start();
    expect(directory.organisations().map(({ code }) => code)).toEqual(['a', 'b']);
  });

  it('follows what is published later', async () => {
    await reader.start();
    await publishDirectory(bus, sign(['a']), directory);
    await reader.until((known) => known.organisation('a') !== undefined, AbortSignal.timeout(5000));
  });

  it('passes over what is not signed or is filed under a wrong key, and goes on', async () => {
    const [a, b, c] = sign(['a', 'b', 'c']) as [SignedRecord, SignedRecord, SignedRecord];
    await publish([
      { key: 'organisation/x', value: Buffer.from('broken') }, { key: a.key, value: Buffer.from(JSON.stringify({ ...a, version: 3 })) },
      { key: 'organisation/other', value: Buffer.from(JSON.stringify(b)) }, { key: c.key, value: Buffer.from(JSON.stringify(c)) },
    ]);
    await reader.start();
    expect(refused.sort()).toEqual(['organisation/a', 'organisation/other', 'organisation/x']);
    expect(directory.organisations().map(({ code }) => code)).toEqual(['c']);
  });

  it('looks once more and says whether that helped', async () => {
    await reader.lookUpOnceMore();
    await publishDirectory(bus, sign(['a']), directory);
    expect(await reader.lookUpOnceMore()).toBe(true);
    expect(directory.organisation('a')).toBeDefined();
    expect(await reader.lookUpOnceMore()).toBe(false);
  });

  it('reads once for many that look at the same time, and again for who comes later', async () => {
    const reads = jest.spyOn(bus, 'readToEnd');
    const started = performance.now();
    await Promise.all([1, 2, 3].map(() => reader.lookUpOnceMore()));
    expect(reads).toHaveBeenCalledTimes(1);
    await reader.lookUpOnceMore();
    expect(reads).toHaveBeenCalledTimes(2);
    // Timers may fire a millisecond early.
    expect(performance.now() - started).toBeGreaterThanOrEqual(28);
  });

  it('goes on looking after a failed reading', async () => {
    jest.spyOn(bus, 'readToEnd').mockImplementationOnce(() => { throw new Error('the bus is away'); });
    await expect(reader.lookUpOnceMore()).rejects.toThrow('the bus is away');
    await expect(reader.lookUpOnceMore()).resolves.toBe(false);
  });

  it('publishes only what is newer than what is known', async () => {
    const first = sign(['a', 'b']);
    await publishDirectory(bus, first, directory);
    await reader.start();
    expect(await publishDirectory(bus, first, directory)).toBe(0);
    const second = signDirectory([organisation('a', 'new name'), organisation('b')], root.privateJwk, first);
    expect(await publishDirectory(bus, second, directory)).toBe(1);
    await reader.until((known) => known.organisation('a')?.name === 'new name', AbortSignal.timeout(5000));
  });

  it('stops waiting when asked to', async () => {
    await expect(reader.until(() => false, AbortSignal.timeout(20))).rejects.toThrow();
  });
});
