import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { LianzhiEvent } from '@lianzhi/contracts';
import { inTransaction, uuidv7 } from '@lianzhi/platform';
import { BusRefusal, type ReceivedRecord } from '../bus/message-bus';
import { readEvent } from '../journal/event-bytes';
import { chess, tennis, TestWorld, until } from '../testing/test-world';
import { type Completeness, DocumentIntake } from './document-intake';
import { chunkBytes, deliverAgain, DocumentRelay, insertDeliveries } from './document-relay';
import { type DocumentReference, DocumentStore } from './document-store';

jest.setTimeout(60_000);
const lane = 'documents.tennis-club.chess-club';

describe('documents', () => {
  let world: TestWorld;
  let sender: { pool: Pool; store: DocumentStore };
  let receiver: { pool: Pool; store: DocumentStore; intake: DocumentIntake };
  let relay: DocumentRelay | undefined;
  const errors: unknown[] = [];

  beforeEach(async () => {
    world = await TestWorld.create();
    const [mine, theirs] = [await world.database('documents_s'), await world.database('documents_r')];
    sender = { pool: mine.pool, store: new DocumentStore(mine.pool, world.cipher) };
    const store = new DocumentStore(theirs.pool, world.cipher);
    receiver = { pool: theirs.pool, store, intake: new DocumentIntake(world.opener('chess-club'), world.cipher, store) };
  });
  afterEach(async () => {
    await relay?.stop();
    relay = undefined;
    errors.length = 0;
    await world.close();
  });

  function startRelay(): void {
    relay = new DocumentRelay({ pool: sender.pool, bus: world.bus(), signer: world.signer('tennis-club'), store: sender.store, composer: world.composer('tennis-club'), alone: () => false, onError: (error) => errors.push(error) });
    relay.start();
  }

  async function deliver(content: Buffer, request = uuidv7(), kind = '借条'): Promise<{ document: DocumentReference; request: string }> {
    const document = await sender.store.add(tennis, { kind, content });
    await insertDeliveries(sender.pool, [{ documentId: document.id, owner: tennis, requestId: request, recipient: chess, topic: lane }]);
    return { document, request };
  }

  const published = async (): Promise<boolean> => (await sender.pool.query('SELECT 1 FROM document_delivery WHERE pending')).rowCount === 0;

  async function chunks(): Promise<{ event: LianzhiEvent; record: ReceivedRecord }[]> {
    const found: { event: LianzhiEvent; record: ReceivedRecord }[] = [];
    for await (const records of world.bus().readToEnd([lane], new Map())) found.push(...records.map((record) => ({ record, event: readEvent(record.value!) })));
    return found;
  }

  const store = (some: { event: LianzhiEvent; record: ReceivedRecord }[]): Promise<string[]> => inTransaction(receiver.pool, (client) => receiver.intake.storeChunks(client, some));
  const complete = (request: string, ...documents: DocumentReference[]): Promise<Completeness> =>
    inTransaction(receiver.pool, async (client) => receiver.intake.complete(client, request, tennis, chess, documents, await receiver.intake.known(client, [{ recipient: chess, documents }])));
  const left = async (): Promise<number> => (await receiver.pool.query('SELECT count(*)::int AS n FROM document_chunk')).rows[0].n;

  it('20 MiB arrive in any order, some twice, and are nowhere kept in the clear', async () => {
    const content = randomBytes(20 * 1024 * 1024);
    const { document, request } = await deliver(content);
    startRelay();
    await until(published, 30_000);
    const all = await chunks();
    expect(all).toHaveLength(40);
    expect(all.every(({ record }) => record.value!.length < 1024 * 1024)).toBe(true);
    expect(await store(all.slice(20).reverse())).toEqual([request]);
    expect(await complete(request, document)).toBe('incomplete');
    await store([...all.slice(1, 20), ...all.slice(10, 25)]);
    expect(await complete(request, document)).toBe('incomplete');
    await store(all.slice(0, 1));
    const { rows: [row] } = await receiver.pool.query<{ content: Buffer }>('SELECT content FROM document_chunk WHERE chunk = 0');
    expect(row!.content.includes(content.subarray(0, 64))).toBe(false);
    expect(await complete(request, document)).toBe('complete');
    expect((await receiver.store.read(chess, document.id))!.content.equals(content)).toBe(true);
    expect(await left()).toBe(0);
    expect(await complete(request, document)).toBe('complete');
  });

  it.each([0, 1, chunkBytes, chunkBytes + 1])('%d bytes', async (size) => {
    const content = randomBytes(size);
    const { document, request } = await deliver(content);
    startRelay();
    await until(published);
    await store(await chunks());
    expect(await complete(request, document)).toBe('complete');
    expect((await receiver.store.read(chess, document.id))!.content.equals(content)).toBe(true);
    expect(await receiver.store.read(tennis, document.id)).toBeUndefined();
  });

  it('a content that is not what the message names is different, also of a document known before', async () => {
    const { document, request } = await deliver(Buffer.from('the note of loan'));
    startRelay();
    await until(published);
    await store(await chunks());
    expect(await complete(request, { ...document, sha256: 'f'.repeat(64) })).toBe('different');
    expect(await complete(request, { ...document, size: 3 })).toBe('different');
    expect(await complete(request, document)).toBe('complete');
    expect(await complete(uuidv7(), { ...document, sha256: 'f'.repeat(64) })).toBe('different');
  });

  it('chunks that come again after the document is complete are not kept', async () => {
    const { document, request } = await deliver(Buffer.from('the note of loan'));
    startRelay();
    await until(published);
    await store(await chunks());
    await complete(request, document);
    await deliverAgain(sender.pool, request, chess);
    await until(published);
    expect((await chunks()).length).toBe(2);
    await store(await chunks());
    expect(await left()).toBe(0);
  });

  it('one document goes with two requests', async () => {
    const { document, request } = await deliver(Buffer.from('the note of loan'));
    const second = uuidv7();
    await insertDeliveries(sender.pool, [{ documentId: document.id, owner: tennis, requestId: second, recipient: chess, topic: lane }]);
    startRelay();
    await until(published);
    await store(await chunks());
    expect(await complete(second, document)).toBe('complete');
    expect(await complete(request, document)).toBe('complete');
  });

  it('a chunk of another sender does not take the place of the true one', async () => {
    const { document, request } = await deliver(Buffer.from('the note of loan'));
    startRelay();
    await until(published);
    const all = await chunks();
    await store(all.map(({ event, record }) => ({ record, event: { ...event, source: '/organisations/rowing-club-1' } })));
    expect(await complete(request, document)).toBe('incomplete');
    await store(all);
    expect(await complete(request, document)).toBe('complete');
  });

  it('what nobody can read, and chunks that contradict themselves, are not kept', async () => {
    await deliver(Buffer.from('the note of loan'));
    startRelay();
    await until(published);
    const [{ event, record }] = await chunks() as [{ event: LianzhiEvent; record: ReceivedRecord }];
    await store([{ record, event: { ...event, data: 'not.a.jwe' } }, { record, event: { ...event, chunk: 1 } }, { record, event: { ...event, chunks: 0 } }]);
    expect(await left()).toBe(0);
  });

  it('a lane that the bus refuses, or a receiver that has left the directory, holds up no other document', async () => {
    world.broker.faults.beforePublish = (records) => { if (records.some(({ topic }) => topic.endsWith('rowing-club'))) throw new BusRefusal('unknown-topic', 'documents.tennis-club.rowing-club'); };
    const { document, request } = await deliver(Buffer.from('the note of loan'));
    for (const recipient of ['rowing-club-1', 'nobody']) {
      await insertDeliveries(sender.pool, [{ documentId: document.id, owner: tennis, requestId: uuidv7(), recipient, topic: lane }]);
    }
    startRelay();
    await until(async () => (await chunks()).length === 1);
    await store(await chunks());
    expect(await complete(request, document)).toBe('complete');
    await until(async () => (await sender.pool.query('SELECT 1 FROM document_delivery WHERE pending')).rowCount === 2);
    expect(errors.length).toBeGreaterThan(1);
  });

  it('goes on after the bus was away; nothing is lost', async () => {
    let failing = 3;
    world.broker.faults.beforePublish = () => { if ((failing -= 1) >= 0) throw new Error('connection lost'); };
    const { document, request } = await deliver(Buffer.from('the note of loan'));
    startRelay();
    await until(published, 20_000);
    await store(await chunks());
    expect(await complete(request, document)).toBe('complete');
  });
});
