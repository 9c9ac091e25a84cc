import type { Pool } from 'pg';
import { anchorsTopic } from '@lianzhi/contracts';
import { insertOutgoing } from '../journal/journal';
import { Replicas } from '../relay/replicas';
import { BatchVerifier, es256, MerkleTree } from '../signature';
import { TestWorld, until, type TestOperator } from '../testing/test-world';
import { parseAnchor, signAnchor, verifyAnchor, writeAnchor, type AnchorStatement } from './anchor';
import { keptHeads, witnessesOf } from './anchor-store';
import { headOf, noHead } from './sealed-batch';
import { digestsOf, lastBatch } from './sealed-batches';
import { sealNext } from './sealer';
import { Sealing } from './sealing';
import { lastPosition, Sequencer } from './sequencer';

jest.setTimeout(60_000);

describe('Sealing', () => {
  let world: TestWorld;
  const stops: (() => Promise<void>)[] = [];
  const refused: string[] = [];
  const errors: unknown[] = [];

  beforeEach(async () => { world = await TestWorld.create(); });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    await world.close();
    expect(errors.splice(0)).toEqual([]);
    refused.length = 0;
  });

  /** Sequencer, sealer and keeper of an operator, without its desk. */
  async function start(operator: TestOperator, pool: Pool, replica: string = operator): Promise<() => Promise<void>> {
    const bus = world.bus();
    const onError = (error: unknown): void => { errors.push(error); };
    const replicas = new Replicas(pool, replica);
    const sealing = new Sealing({
      operator, pool, bus, signer: world.signer(operator), directory: world.directory, verifier: new BatchVerifier(), replicas, everyMs: 60, onError, onRefused: (reason) => refused.push(reason),
    });
    await sealing.resume();
    const sequencer = new Sequencer(pool, { alone: () => true, onSealed: () => sealing.nudge(), onError });
    sequencer.start();
    await sealing.start((error) => { throw error; });
    const stop = async (): Promise<void> => {
      await Promise.all([sequencer.stop(), sealing.stop()]);
      await replicas.leave();
      await bus.close();
    };
    stops.push(stop);
    return stop;
  }

  const sealedTo = (pool: Pool, position: number) => until(async () => (await lastBatch(pool))?.last === position);
  const witnessed = (pool: Pool, operator: string, number: number, by: number) => until(async () => (await witnessesOf(pool, operator, number)).length === by);

  it('chains batches, and every other operator signs for the head it keeps, also one that has written nothing', async () => {
    const [tennis, chess, rowing] = await Promise.all(['tennis', 'chess', 'rowing'].map((label) => world.database(label)));
    await Promise.all([start('tennis-club', tennis!.pool), start('chess-club', chess!.pool), start('rowing-club', rowing!.pool)]);
    await insertOutgoing(tennis!.pool, world.lane(5));
    await sealedTo(tennis!.pool, 5);
    await insertOutgoing(tennis!.pool, world.lane(3));
    await sealedTo(tennis!.pool, 8);
    const batch = (await lastBatch(tennis!.pool))!;
    await witnessed(tennis!.pool, 'tennis-club', batch.number, 2);
    for (const { anchor, appendedAt } of await witnessesOf(tennis!.pool, 'tennis-club', batch.number)) {
      expect(verifyAnchor(anchor, new BatchVerifier(), world.directory.keysAt(appendedAt.getTime())).kind).toBe('ok');
      expect(anchor.statement.kept['tennis-club']).toEqual({ number: batch.number, head: batch.head });
    }
    expect(MerkleTree.ofHashes(es256, await digestsOf(tennis!.pool, batch)).root.toString('base64url')).toBe(batch.root);
    expect(await keptHeads(chess!.pool, 'chess-club')).toEqual({ 'tennis-club': { number: batch.number, head: batch.head } });
    expect(refused).toEqual([]);
  });

  it('falls silent when nothing is new', async () => {
    const [tennis, chess] = await Promise.all(['tennis', 'chess'].map((label) => world.database(label)));
    await Promise.all([start('tennis-club', tennis!.pool), start('chess-club', chess!.pool)]);
    await insertOutgoing(tennis!.pool, world.lane(2));
    await sealedTo(tennis!.pool, 2);
    await witnessed(tennis!.pool, 'tennis-club', 1, 1);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const count = async (): Promise<number> => (await chess!.pool.query('SELECT count(*)::int AS n FROM anchor')).rows[0].n;
    const before = await count();
    await new Promise((resolve) => { setTimeout(resolve, 700); });
    expect(await count()).toBe(before);
  });

  it('two replicas seal each entry once', async () => {
    const { pool, url } = await world.database('tennis');
    await Promise.all([start('tennis-club', pool, 'a'), start('tennis-club', world.poolOf(url), 'b')]);
    for (let round = 0; round < 10; round += 1) await insertOutgoing(pool, world.lane(7));
    await sealedTo(pool, 70);
    const { rows } = await pool.query<{ number: string; first: string; last: string; previous: string; head: string }>('SELECT * FROM sealed_batch ORDER BY number');
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, index) => index + 1));
    rows.reduce((before, { first, last, previous, head }) => {
      expect([Number(first), previous]).toEqual([before.last + 1, before.head]);
      return { last: Number(last), head };
    }, { last: 0, head: noHead });
  });

  it('what races for a batch: one is written, the other finds out', async () => {
    const { pool } = await world.database('tennis');
    const sequencer = new Sequencer(pool, { alone: () => true, onSealed: () => undefined, onError: (error) => errors.push(error) });
    await insertOutgoing(pool, world.lane(4));
    sequencer.start();
    await until(async () => (await lastPosition(pool)) === 4n);
    await sequencer.stop();
    const sealed = await Promise.all([1, 2, 3].map(() => sealNext('tennis-club', pool)));
    expect(sealed.filter((count) => count === 4)).toHaveLength(1);
  });

  it('keeps another head of a number aside, and a foreign or forged statement not at all', async () => {
    const [tennis, chess] = await Promise.all(['tennis', 'chess'].map((label) => world.database(label)));
    await Promise.all([start('tennis-club', tennis!.pool), start('chess-club', chess!.pool)]);
    await insertOutgoing(tennis!.pool, world.lane(2));
    await witnessed(tennis!.pool, 'tennis-club', 1, 1);
    const rewritten = { number: 1, first: 1, last: 1, root: noHead, previous: noHead };
    const statement: AnchorStatement = { operator: 'tennis-club', time: new Date().toISOString(), batch: { ...rewritten, head: headOf('tennis-club', rewritten) }, kept: {} };
    const bus = world.bus();
    const publish = (value: Buffer) => bus.publish([{ topic: anchorsTopic, key: 'tennis-club', value }]);
    await publish(writeAnchor(signAnchor(statement, world.signer('tennis-club'))));
    await publish(writeAnchor(signAnchor({ ...statement, batch: undefined }, world.signer('rowing-club'))));
    await publish(Buffer.from('{"operator":"tennis-club"}'));
    await until(async () => refused.length >= 6);
    expect(new Set(refused)).toEqual(new Set(['another-head', 'wrong-key', 'broken-anchor']));
    expect((await chess!.pool.query('SELECT operator, number, reason FROM anchor_conflict')).rows).toEqual([{ operator: 'tennis-club', number: '1', reason: 'another-head' }]);
    expect((await keptHeads(chess!.pool, 'chess-club'))['tennis-club']).toEqual({ number: 1, head: (await lastBatch(tennis!.pool))!.head });
    await bus.close();
  });

  it('restored from a backup, it seals behind what it has published, so nobody sees another past', async () => {
    const [tennis, restored, chess] = await Promise.all(['tennis', 'restored', 'chess'].map((label) => world.database(label)));
    await start('chess-club', chess!.pool);
    const stop = await start('tennis-club', tennis!.pool);
    await insertOutgoing(tennis!.pool, world.lane(5));
    await sealedTo(tennis!.pool, 5);
    await witnessed(tennis!.pool, 'tennis-club', (await lastBatch(tennis!.pool))!.number, 1);
    await stop();
    const { number, head } = (await lastBatch(tennis!.pool))!;
    await insertOutgoing(restored!.pool, world.lane(3));
    await start('tennis-club', restored!.pool);
    await sealedTo(restored!.pool, 8);
    expect(await lastBatch(restored!.pool)).toMatchObject({ number: number + 1, first: 6, previous: head });
    await witnessed(restored!.pool, 'tennis-club', number + 1, 1);
    expect(refused).toEqual([]);
  });

  it('parses only what is a statement', () => {
    for (const value of ['', '[]', '{}', '{"operator":"a","time":"x","kept":{},"proof":""}', '{"operator":"a","time":"2026-01-01T00:00:00Z","kept":{"b":{"number":1}},"proof":""}']) {
      expect(parseAnchor(Buffer.from(value))).toBeUndefined();
    }
  });
});
