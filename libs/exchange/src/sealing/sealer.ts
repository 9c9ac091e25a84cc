import type { Pool } from 'pg';
import { anchorsTopic } from '@lianzhi/contracts';
import { Pace } from '@lianzhi/platform';
import type { MessageBus } from '../bus/message-bus';
import { BackgroundLoop } from '../relay/background-loop';
import type { Replicas } from '../relay/replicas';
import { es256, MerkleTree, toBase64url, type Signer } from '../signature';
import { keptHeads } from './anchor-store';
import { signAnchor, writeAnchor, type AnchorStatement } from './anchor';
import { headOf, noHead, type SealedBatch } from './sealed-batch';
import { insertBatch, lastBatch } from './sealed-batches';

/** Entries of one batch: a path has at most 12 hashes. */
const batchSize = 4_096;

/** Each statement is work for all operators: an idle one makes no more of them. */
const kept = (): number => 1;

export interface SealerOptions {
  operator: string;
  pool: Pool;
  bus: Pick<MessageBus, 'publish'>;
  signer: Signer;
  replicas: Pick<Replicas, 'renew'>;
  /** Between two rounds, ms of system time: how soon after its commit an entry is anchored (policy). */
  everyMs: number;
  onError: (error: unknown) => void;
}

/**
 * Seals what the sequencer has put in order: a tree over the digests of a batch, its head chained to the one before, and a signed
 * statement of the head, with the heads kept of all others, on the topic `anchors`. Far from the hot path: a few statements each
 * round, whatever was written. One replica does it at a time; two at once do no harm, since a batch is written once and published
 * as it was written. A stopped sealer delays proof, never the exchange.
 */
export class Sealer {
  private readonly loop: BackgroundLoop;
  /** What was stated last by this process, without its time: nothing new is not said again. */
  private stated: string | undefined;

  constructor(private readonly options: SealerOptions) {
    this.loop = new BackgroundLoop(() => this.step(), () => options.everyMs, options.onError, new Pace(options.everyMs / 4, kept));
  }

  start(): void { this.loop.start(); }
  /** Somebody waits for proof. */
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    if (!(await this.options.replicas.renew(['sealer'])).has('sealer')) return false;
    const sealed = await sealNext(this.options.operator, this.options.pool);
    await this.state();
    return sealed === batchSize;
  }

  /** Says where its own journal stands and what it has kept of the others', if either is new. */
  private async state(): Promise<void> {
    const { operator, pool, bus, signer } = this.options;
    const batch = await lastBatch(pool);
    const kept = await keptHeads(pool, operator);
    if (!batch && Object.keys(kept).length === 0) return;
    const news = JSON.stringify([batch?.head, kept]);
    if (news === this.stated) return;
    const statement: AnchorStatement = { operator, time: new Date().toISOString(), ...(batch && { batch }), kept };
    await bus.publish([{ topic: anchorsTopic, key: operator, value: writeAnchor(signAnchor(statement, signer)), contentType: 'application/json' }]);
    this.stated = news;
  }
}

/** Seals the next entries that have a position. @returns how many; 0 also when another replica was faster */
export async function sealNext(operator: string, pool: Pool): Promise<number> {
  const before = await lastBatch(pool);
  const { rows } = await pool.query<{ position: string; digest: Buffer }>({
    name: 'seal-batch', text: `SELECT position, digest FROM seal WHERE position > $1 ORDER BY position LIMIT ${batchSize}`, values: [before?.last ?? 0],
  });
  // After a restore a gap may stand where positions were published and lost: a batch ends before it.
  const gap = rows.findIndex(({ position }, index) => Number(position) !== Number(rows[0]!.position) + index);
  const entries = gap < 0 ? rows : rows.slice(0, gap);
  if (entries.length === 0) return 0;
  const tree = MerkleTree.ofHashes(es256, entries.map(({ digest }) => digest));
  const first = Number(entries[0]!.position);
  const batch = { number: (before?.number ?? 0) + 1, first, last: first + entries.length - 1, root: toBase64url(tree.root), previous: before?.head ?? noHead };
  const written: SealedBatch = { ...batch, head: headOf(operator, batch) };
  return (await insertBatch(pool, written)) ? entries.length : 0;
}
