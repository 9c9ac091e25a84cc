import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Pool } from 'pg';
import { uuidv7 } from '@lianzhi/platform';
import { insertDeadLetters } from '../dead-letters/dead-letters';
import { DocumentStore } from '../documents/document-store';
import { evidenceParts, timelinePdf, zipEvidence, type EvidencePart } from '../evidence';
import { insertIncoming, insertOutgoing, markPublished } from '../journal/journal';
import type { OutgoingEntry } from '../journal/journal-entry';
import { Replicas } from '../relay/replicas';
import { BatchVerifier } from '../signature';
import { Sealing } from '../sealing/sealing';
import { lastBatch } from '../sealing/sealed-batches';
import { witnessesOf } from '../sealing/anchor-store';
import { lastPosition, Sequencer } from '../sealing/sequencer';
import { chess, tennis, TestWorld, until, type TestOperator } from './test-world';

const day = 'x'.repeat(700);

/** The tennis club asked the chess club for something and got its answer: sealed, and kept by the two others. */
export class EvidenceWorld {
  readonly requestId = uuidv7();
  private readonly stops: (() => Promise<void>)[] = [];
  private documents!: DocumentStore;
  pool!: Pool;

  private constructor(readonly world: TestWorld) {}

  static async create(): Promise<EvidenceWorld> {
    const made = new EvidenceWorld(await TestWorld.create());
    const [tennisClub, chessClub, rowingClub] = await Promise.all(['tennis', 'chess', 'rowing'].map((label) => made.world.database(label)));
    made.pool = tennisClub!.pool;
    made.documents = new DocumentStore(made.pool, made.world.cipher);
    await made.fill();
    await Promise.all([made.seal('tennis-club', tennisClub!.pool), made.seal('chess-club', chessClub!.pool), made.seal('rowing-club', rowingClub!.pool)]);
    await made.witnessed();
    return made;
  }

  /** Sequencer, sealer and keeper of an operator; a round every 50 ms. */
  private async seal(operator: TestOperator, pool: Pool): Promise<void> {
    const bus = this.world.bus();
    const onError = (error: unknown): never => { throw error; };
    const replicas = new Replicas(pool, operator);
    const sealing = new Sealing({ operator, pool, bus, signer: this.world.signer(operator), directory: this.world.directory, verifier: new BatchVerifier(), replicas, everyMs: 50, onError, onRefused: onError });
    await sealing.resume();
    const sequencer = new Sequencer(pool, { alone: () => true, onSealed: () => sealing.nudge(), onError });
    sequencer.start();
    await sealing.start((error) => { throw error; });
    this.stops.push(async () => {
      await Promise.all([sequencer.stop(), sealing.stop()]);
      await bus.close();
    });
  }

  /** Messages of other requests around those of this one, two batches signed together. */
  private async fill(): Promise<void> {
    const { world, requestId: request } = this;
    const document = await this.documents.add(tennis, { kind: '协助查询通知书', content: Buffer.from('%PDF-1.4 a notice') });
    const asked = world.compose('submitted', { request, sequence: 1, body: { caseNumber: '（2026）晋1031执123号', subject: { name: '张某甲', idNumber: '142629198703124515' }, documents: [document], day } });
    const answer = { request, from: chess, to: tennis };
    const replies = [
      world.compose('taken', { ...answer, sequence: 1, of: 1 }),
      world.compose('answered', { ...answer, sequence: 2, of: 1, outcome: 'none_proven', body: { details: { source: 'register' }, documents: [], note: '经查无' } }),
    ];
    await this.send([...world.lane(3), asked, ...world.lane(2)]);
    await this.receive(replies);
    // Something that nobody vouches for, under the name of this request.
    await insertDeadLetters(this.pool, [{ record: { topic: replies[0]!.topic, partition: 0, offset: 9n, value: Buffer.from('{"name":"forged"') }, authentic: false, reason: 'wrong-signature', attributes: { subject: request } }]);
    await this.send([world.compose('closed', { request, sequence: 2, body: { note: '办结' } }), ...world.lane(2)]);
  }

  private async send(entries: readonly OutgoingEntry[]): Promise<void> {
    await insertOutgoing(this.pool, entries);
    const { rows } = await this.pool.query<{ seq: string; message_id: string }>(`SELECT seq, message_id FROM journal WHERE pending`);
    const records = new Map(entries.map((entry) => [entry.attributes.id, this.world.record(entry)]));
    await markPublished(this.pool, rows.map(({ seq, message_id: id }, offset) => ({
      seq, proof: (JSON.parse(records.get(id)!.value.toString()) as { proof: string }).proof, at: { topic: '', partition: 0, offset: BigInt(offset), appendedAt: Date.now() },
    })));
  }

  private async receive(entries: readonly OutgoingEntry[]): Promise<void> {
    await insertIncoming(this.pool, entries.map((entry, index) => ({
      attributes: entry.attributes, leaf: entry.leaf, record: { ...this.world.record(entry, 'chess-club'), partition: 0, offset: BigInt(index), from: 0n, appendedAt: Date.now() },
    })));
  }

  /** All is sealed, and both others have said so. */
  private async witnessed(): Promise<void> {
    await until(async () => (await lastBatch(this.pool))?.last === Number(await lastPosition(this.pool)) && (await lastPosition(this.pool)) === 11n);
    const { number } = (await lastBatch(this.pool))!;
    await until(async () => (await witnessesOf(this.pool, 'tennis-club', number)).length === 2);
  }

  parts(): AsyncGenerator<EvidencePart> {
    const { world, pool, requestId } = this;
    const opener = world.opener('tennis-club');
    return evidenceParts({
      pool, operator: 'tennis-club', directory: world.directory, signer: world.signer('tennis-club'), requestId, askedBy: { organisation: tennis, client: 'spec' },
      openData: (event, topic) => opener.plainBytes(event, topic), readDocument: async (owner, id) => (await this.documents.read(owner, id))?.content,
      timeline: (messages) => timelinePdf({ request: requestId, operator: 'tennis-club', madeAt: new Date(), nameOf: (code) => world.directory.organisation(code)?.name ?? code, contract: undefined }, messages),
    });
  }

  async pack(parts: AsyncIterable<EvidencePart> = this.parts()): Promise<Buffer> {
    const output = new PassThrough();
    const [content] = await Promise.all([buffer(output), zipEvidence(parts, output)]);
    return content;
  }

  async close(): Promise<void> {
    await Promise.all(this.stops.map((stop) => stop()));
    await this.world.close();
  }
}

