import { toShanghaiIso } from '@lianzhi/contracts';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { EventOpener } from '../compose/event-opener';
import type { DeadLetterRow, DeadLetterState } from '../dead-letters/dead-letter-store';
import { attributesOf, readEvent } from '../journal/event-bytes';
import { maskHead, maskValues } from './mask-values';
import { listOperatorActions } from './operator-action';
import { actionView, type ActionView } from './operator-action-view';

/** A dead letter 死信 as lists show it. In the API: do not rename. */
export interface DeadLetterView {
  id: string;
  state: DeadLetterState;
  /** Slug; `detail` is more of the same and never a value of the message. */
  reason: string;
  detail: string | null;
  lane: string;
  partition: number | null;
  offset: string | null;
  /** Somebody vouches for it: it used up its sequence and its sender was told. */
  authentic: boolean;
  message: string | null;
  request: string | null;
  type: string | null;
  sender: string | null;
  recipient: string | null;
  recordedAt: string;
  decidedAt: string | null;
  decidedBy?: string;
  decisionReason?: string;
}

export interface DeadLetterDetail extends DeadLetterView {
  /** What is signed in the clear; null where it is no message at all. */
  attributes: Record<string, unknown> | null;
  /** Masked; null where it cannot be read here. */
  data: unknown;
  size: number;
  sha256: string | null;
  /** Of what is no message: its beginning, masked. */
  head?: string;
  actions: ActionView[];
}

export const deadLetterView = (row: DeadLetterRow): DeadLetterView => ({
  id: row.id, state: row.state, reason: row.reason, detail: row.detail, lane: row.topic,
  partition: row.partition < 0 ? null : row.partition, offset: row.partition < 0 ? null : row.offset, authentic: row.authentic,
  message: row.message_id, request: row.request_id, type: row.type, sender: row.sender, recipient: row.recipient, recordedAt: toShanghaiIso(row.recorded_at),
  decidedAt: row.decided_at && toShanghaiIso(row.decided_at),
  ...(row.decided_by !== null && { decidedBy: row.decided_by }), ...(row.decision_reason !== null && { decisionReason: row.decision_reason }),
});

export async function deadLetterDetail(pool: Pool, row: DeadLetterRow, opener: EventOpener): Promise<DeadLetterDetail> {
  const value = row.value ?? (row.journal_seq === null ? null : await journalled(pool, row.journal_seq));
  const event = value && eventIn(value);
  const opened = event && row.authentic ? opener.open(event, row.topic) : undefined;
  return {
    ...deadLetterView(row),
    // Nobody vouches for the attributes of an unauthentic one: they may hold anything.
    attributes: event ? (row.authentic ? { ...attributesOf(event) } : maskValues(attributesOf(event)) as Record<string, unknown>) : null,
    data: opened?.kind === 'ok' ? maskValues(opened.data) : null,
    size: value?.length ?? 0, sha256: value && createHash('sha256').update(value).digest('hex'),
    ...(value && !event && { head: maskHead(value) }),
    actions: (await listOperatorActions(pool, { target: row.id, limit: 50 })).map(actionView),
  };
}

async function journalled(pool: Pool, seq: string): Promise<Buffer | null> {
  const { rows } = await pool.query<{ event: Buffer }>('SELECT event FROM journal WHERE seq = $1', [seq]);
  return rows[0]?.event ?? null;
}

function eventIn(value: Buffer): ReturnType<typeof readEvent> | undefined {
  try {
    const event: unknown = readEvent(value);
    return typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as ReturnType<typeof readEvent>) : undefined;
  } catch {
    return undefined;
  }
}
