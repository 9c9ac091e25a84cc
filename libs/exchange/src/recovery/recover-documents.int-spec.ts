import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { uuidv7 } from '@lianzhi/platform';
import { chunkBytes, deliverAgain, DocumentRelay, insertDeliveries } from '../documents/document-relay';
import { type DocumentReference, DocumentStore } from '../documents/document-store';
import { BatchVerifier } from '../signature';
import { chess, tennis, TestWorld, until } from '../testing/test-world';
import { recoverDocuments } from './recover-documents';
import { recoverOutgoing } from './recover-outgoing';

jest.setTimeout(60_000);
const documentLane = 'documents.tennis-club.chess-club';
const lane = 'exchange.tennis-club.chess-club';

describe('recoverDocuments', () => {
  let world: TestWorld;
  let before: { pool: Pool; store: DocumentStore };
  let restored: { pool: Pool; store: DocumentStore };
  let relay: DocumentRelay;

  beforeEach(async () => {
    world = await TestWorld.create();
    const open = async (label: string): Promise<typeof before> => {
      const { pool } = await world.database(label);
      return { pool, store: new DocumentStore(pool, world.cipher) };
    };
    [before, restored] = [await open('documents_before'), await open('documents_restored')];
    relay = relayOf(before);
    relay.start();
  });
  afterEach(async () => {
    await relay.stop();
    await world.close();
  });

  const relayOf = ({ pool, store }: typeof before): DocumentRelay =>
    new DocumentRelay({ pool, store, bus: world.bus(), signer: world.signer('tennis-club'), composer: world.composer('tennis-club'), alone: () => false, onError: (error) => { throw error as Error; } });
  const sentAll = ({ pool }: typeof before): Promise<void> => until(async () => (await pool.query('SELECT 1 FROM document_delivery WHERE pending')).rowCount === 0);
  const chunksOnLane = async (): Promise<number> => {
    let count = 0;
    for await (const records of world.bus().readToEnd([documentLane], new Map())) count += records.length;
    return count;
  };

  /** A message that names the document, and the document itself, as the service sent them before it lost its database. */
  async function send(content: Buffer, { named = true } = {}): Promise<{ document: DocumentReference; request: string }> {
    const request = uuidv7();
    const document = await before.store.add(tennis, { kind: '借条', name: '借条.pdf', content });
    if (named) await world.bus().publish([world.record(world.compose('submitted', { request, sequence: 1, body: { documents: [document] } }))]);
    await insertDeliveries(before.pool, [{ documentId: document.id, owner: tennis, requestId: request, recipient: chess, topic: documentLane }]);
    await sentAll(before);
    return { document, request };
  }

  async function recover({ pool, store } = restored): Promise<number> {
    const own = { pool, bus: world.bus(), operator: 'tennis-club', directory: world.directory, verifier: new BatchVerifier() };
    await recoverOutgoing({ ...own, lanes: [lane] });
    return recoverDocuments({ ...own, lanes: [documentLane], opener: world.opener('tennis-club'), cipher: world.cipher, store });
  }

  it('finds again what was sent after the backup, and can send it again', async () => {
    const content = randomBytes(2 * chunkBytes + 7);
    const { document, request } = await send(content);
    expect(await recover()).toBe(1);
    const { content: found, ...reference } = (await restored.store.read(tennis, document.id))!;
    expect(reference).toEqual(document);
    expect(found.equals(content)).toBe(true);
    expect((await restored.pool.query('SELECT 1 FROM document_chunk')).rowCount).toBe(0);
    const count = await chunksOnLane();
    await deliverAgain(restored.pool, request, chess);
    await relay.stop();
    relay = relayOf(restored);
    relay.start();
    await sentAll(restored);
    expect(await chunksOnLane()).toBe(count + 3);
  });

  it('reads only what lies beyond its last own position, and nothing a second time', async () => {
    await send(Buffer.from('known'));
    const read = jest.fn();
    const bus = world.bus();
    const counting = { readToEnd: (...[topics, from]: Parameters<typeof bus.readToEnd>) => { read([...from.values()].reduce((a, b) => a + b, 0n)); return bus.readToEnd(topics, from); } };
    const options = { pool: before.pool, bus: counting, operator: 'tennis-club', directory: world.directory, verifier: new BatchVerifier(), lanes: [documentLane], opener: world.opener('tennis-club'), cipher: world.cipher, store: before.store };
    expect(await recoverDocuments(options)).toBe(0);
    expect(read).toHaveBeenLastCalledWith(1n);
    expect(await recover()).toBe(1);
    expect(await recover()).toBe(0);
  });

  it('a document that no message names is not kept: nobody was told of it', async () => {
    const { document } = await send(Buffer.from('nobody knows'), { named: false });
    expect(await recover()).toBe(0);
    expect(await restored.store.read(tennis, document.id)).toBeUndefined();
    expect((await restored.pool.query('SELECT 1 FROM document_chunk')).rowCount).toBe(0);
  });

  it('takes nothing that another operator signed', async () => {
    const request = uuidv7();
    const foreign = world.composer('chess-club').composeChunk({
      id: uuidv7(), source: `/organisations/${chess}`, type: 'lianzhi.document.chunk.v1', subject: request, dataschema: 'urn:lianzhi:document:1', recipient: tennis, requesttype: 'document', urgency: 'ordinary', thread: request, document: uuidv7(), chunk: 0, chunks: 1,
    }, Buffer.from('forged'));
    await world.bus().publish([{ ...world.record(foreign, 'chess-club'), topic: documentLane }]);
    expect(await recover()).toBe(0);
    expect((await restored.pool.query('SELECT 1 FROM document_chunk')).rowCount).toBe(0);
  });
});
