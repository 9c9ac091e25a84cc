import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { BackgroundLoop } from '../relay/background-loop';

const batchSize = 1_000;

interface Unsealed { position: string; chain: Buffer; seq: string; xid: string; digest: Buffer }

/**
 * Gives committed journal entries their position and chains their digests, in batches and after the fact: one chain head
 * per transaction managed 828/s, batches 77,000/s. Positions follow commits without gaps, so a reader that goes on from a
 * position misses nothing. A stopped sequencer delays event streams and proof, never the exchange.
 */
export class Sequencer {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, private readonly options: { alone: () => boolean; onSealed: () => void; onError: (error: unknown) => void }) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.alone() ? 1_000 : 300), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const found = await nextUnsealed(this.pool);
    const unsealed = found.filter(({ digest }) => digest !== null) as Unsealed[];
    // A transaction that began before theirs still runs: it will be over in a moment.
    if (unsealed.length < found.length) this.loop.nudge();
    if (unsealed.length === 0) return false;
    if (await seal(this.pool, unsealed)) this.options.onSealed();
    return unsealed.length === batchSize;
  }
}

/**
 * The next entries and the chain they continue. Only those of transactions below the oldest one still running may be sealed (the
 * others come without digest): whatever commits later has a higher xid, so nothing is passed over, and the order of positions is
 * the order of (xid, seq) for ever.
 */
async function nextUnsealed(pool: Pool): Promise<(Omit<Unsealed, 'digest'> & { digest: Buffer | null })[]> {
  const { rows } = await pool.query<Omit<Unsealed, 'digest'> & { digest: Buffer | null }>({
    name: 'seal-next',
    text: `SELECT p.position, p.chain, j.seq, j.xid, j.digest FROM seal_progress p CROSS JOIN LATERAL (
             SELECT seq, xid, CASE WHEN xid < pg_snapshot_xmin(pg_current_snapshot()) THEN sha256(event) END AS digest FROM journal
             WHERE (xid, seq) > (p.xid, p.seq) ORDER BY xid, seq LIMIT ${batchSize}) j`,
  });
  return rows.sort((a, b) => Number(BigInt(a.xid) - BigInt(b.xid)) || Number(BigInt(a.seq) - BigInt(b.seq)));
}

/**
 * Writes the seals, unless another replica was faster: then the progress stands elsewhere and nothing is written. Not waited for
 * by `fsync`: what a crash loses is sealed again, with the same positions and chain.
 * @returns whether they were written
 */
async function seal(pool: Pool, entries: readonly Unsealed[]): Promise<boolean> {
  const { position, chain } = entries[0]!;
  const chains = chainOn(chain, entries);
  const last = entries.at(-1)!;
  const { rowCount } = await pool.query({
    name: 'seal-write',
    text: `WITH moved AS (
             UPDATE seal_progress SET position = position + $2, chain = $3, xid = $4::xid8, seq = $5 WHERE position = $1
             RETURNING set_config('synchronous_commit', 'off', true))
           INSERT INTO seal (position, journal_seq, digest, chain)
           SELECT $1::bigint + ordinality, u.seq, u.digest, u.chain FROM moved, unnest($6::bigint[], $7::bytea[], $8::bytea[]) WITH ORDINALITY u(seq, digest, chain, ordinality)`,
    values: [position, entries.length, chains.at(-1), last.xid, last.seq, entries.map(({ seq }) => seq), entries.map(({ digest }) => digest), chains],
  });
  return rowCount === entries.length;
}

/** digest = SHA-256 of the journalled bytes; chain = SHA-256 of the chain before it and the digest. */
function chainOn(before: Buffer, entries: readonly Unsealed[]): Buffer[] {
  let chain = before;
  return entries.map(({ digest }) => {
    chain = createHash('sha256').update(chain).update(digest).digest();
    return chain;
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
