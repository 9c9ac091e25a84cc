import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '@lianzhi/platform';
import { BackgroundLoop } from '../relay/background-loop';

const batchSize = 1_000;
/** ms of system time. */
const gatherMs = 15;

interface Unsealed { seq: string; xid: string; event: Buffer }

/**
 * Gives committed journal entries their position and chains their digests, in batches and after the fact: one chain head
 * per transaction managed 828/s, batches 77,000/s. Positions follow commits without gaps, so a reader that goes on from a
 * position misses nothing. A stopped sequencer delays event streams and proof, never the exchange.
 */
export class Sequencer {
  private readonly loop: BackgroundLoop;
  private nudging: NodeJS.Timeout | undefined;

  constructor(private readonly pool: Pool, private readonly options: { alone: () => boolean; onSealed: () => void; onError: (error: unknown) => void }) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.alone() ? 500 : 300), options.onError);
  }

  start(): void { this.loop.start(); }
  /** After a moment: what is committed meanwhile is sealed together. */
  nudge(): void {
    this.nudging ??= setTimeout(() => {
      this.nudging = undefined;
      this.loop.nudge();
    }, gatherMs);
  }

  stop(): Promise<void> {
    clearTimeout(this.nudging);
    return this.loop.stop();
  }

  private async step(): Promise<boolean> {
    if (!(await hasUnsealed(this.pool))) return false;
    const sealed = await inTransaction(this.pool, (client) => sealBatch(client));
    if (sealed.count > 0) this.options.onSealed();
    return sealed.count === batchSize;
  }
}

/** One cheap look without a lock, so that an idle service writes nothing. */
async function hasUnsealed(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'seal-look',
    text: `SELECT FROM seal_progress p WHERE EXISTS (
             SELECT FROM journal j WHERE j.xid >= p.below AND NOT EXISTS (SELECT FROM seal s WHERE s.journal_seq = j.seq))`,
  });
  return rowCount === 1;
}

/**
 * Seals the next entries. The row lock on the progress makes one replica do it at a time. Only transactions below the
 * oldest one still running are read: whatever commits later has a higher xid, so nothing is passed over.
 */
async function sealBatch(client: PoolClient): Promise<{ count: number; position: bigint }> {
  const { rows: [progress] } = await client.query<{ below: string; horizon: string; position: string; chain: Buffer }>(
    'SELECT below, pg_snapshot_xmin(pg_current_snapshot()) AS horizon, position, chain FROM seal_progress FOR UPDATE SKIP LOCKED');
  if (!progress || progress.below === progress.horizon) return { count: 0, position: BigInt(progress?.position ?? 0) };
  const { rows } = await client.query<Unsealed>(
    `SELECT j.seq, j.xid, j.event FROM journal j LEFT JOIN seal s ON s.journal_seq = j.seq
     WHERE j.xid >= $1::xid8 AND j.xid < $2::xid8 AND s.position IS NULL ORDER BY j.xid, j.seq LIMIT ${batchSize}`,
    [progress.below, progress.horizon]);
  if (rows.length === 0) return { count: 0, position: BigInt(progress.position) };
  const sealed = chainOn(progress.chain, rows);
  const position = BigInt(progress.position) + BigInt(rows.length);
  await client.query(
      `INSERT INTO seal (position, journal_seq, digest, chain)
       SELECT $1::bigint + ordinality, seq, digest, chain FROM unnest($2::bigint[], $3::bytea[], $4::bytea[]) WITH ORDINALITY u(seq, digest, chain, ordinality)`,
      [progress.position, rows.map(({ seq }) => seq), sealed.map(({ digest }) => digest), sealed.map(({ chain }) => chain)]);
  // A full batch may have left entries of its last transaction behind; they are found again from there.
  const below = rows.length === batchSize ? rows.at(-1)!.xid : progress.horizon;
  await client.query('UPDATE seal_progress SET below = $1::xid8, position = $2, chain = $3', [below, position.toString(), sealed.at(-1)?.chain ?? progress.chain]);
  return { count: rows.length, position };
}

/** digest = SHA-256 of the journalled bytes; chain = SHA-256 of the chain before it and the digest. */
function chainOn(before: Buffer, rows: readonly Unsealed[]): { digest: Buffer; chain: Buffer }[] {
  let chain = before;
  return rows.map(({ event }) => {
    const digest = createHash('sha256').update(event).digest();
    chain = createHash('sha256').update(chain).update(digest).digest();
    return { digest, chain };
  });
}

export interface SealedEntry { position: string; direction: 'o' | 'i'; type: string; request_id: string; sender: string; recipient: string; message_id: string; recorded_at: Date }

/**
 * The entries after a position, in order: what event streams read. Ends before the first message that was taken in a moment
 * ago and not handled yet, so that whoever hears of a message and looks finds what it changed; what takes longer holds up nobody.
 */
export async function sealedAfter(pool: Pool, position: bigint, limit: number): Promise<SealedEntry[]> {
  const { rows } = await pool.query<SealedEntry & { unhandled: boolean }>({
    name: 'sealed-after',
    text: `SELECT s.position, j.direction::text, j.type, j.request_id, j.sender, j.recipient, j.message_id, j.recorded_at,
             (j.handling = 'n' AND j.recorded_at > clock_timestamp() - interval '3 seconds') IS TRUE AS unhandled
           FROM seal s JOIN journal j ON j.seq = s.journal_seq WHERE s.position > $1 ORDER BY s.position LIMIT $2`,
    values: [position.toString(), limit],
  });
  const end = rows.findIndex(({ unhandled }) => unhandled);
  return (end < 0 ? rows : rows.slice(0, end)).map(({ unhandled: _unhandled, ...entry }) => entry);
}

export async function lastPosition(pool: Pool): Promise<bigint> {
  const { rows } = await pool.query<{ position: string }>('SELECT position FROM seal_progress');
  return BigInt(rows[0]?.position ?? 0);
}
