import type { Pool, PoolClient } from 'pg';
import { inTransaction, isTransient } from '@lianzhi/platform';
import { lock } from '../dispatch/dispatcher';
import type { Participant } from '../dispatch/participant';
import type { Ingest } from '../ingest/ingest';
import { readAttributes } from '../journal/event-bytes';
import { mark } from '../journal/journal';
import type { StoredEntry, Verdict } from '../journal/journal-entry';
import { nameOf, recordOperatorAction, type Actor } from '../operators/operator-action';
import { decideDeadLetter, findDeadLetter, lockDeadLetter, openDeadLetters, type DeadLetterRow, type DeadLetterState } from './dead-letter-store';

export interface DeadLetterOfficeOptions<Session> {
  pool: Pool;
  participant: Participant<Session>;
  handle: (entry: StoredEntry, session: Session) => Promise<Verdict>;
  ingest: Pick<Ingest, 'takeAgain'>;
  /** After commit: these requests have something new. */
  onTaken: (requestIds: string[]) => void;
}

/** What became of a decision. `refused`: judged again it is as bad as before, and stays open. */
export type Decision =
  | { kind: 'decided'; state: Exclude<DeadLetterState, 'open'> }
  | { kind: 'refused'; reason: string; detail?: string }
  | { kind: 'already'; state: Exclude<DeadLetterState, 'open'> }
  | { kind: 'unknown' };

/** What an operator may decide. */
export type DeadLetterDecisions = Pick<DeadLetterOffice<unknown>, 'requeue' | 'discard'>;

class Refused extends Error {
  constructor(readonly reason: string, readonly detail?: string) { super(reason); }
}

/** Reasons that a later version of the service may cure by itself. */
const curedByUpgrade = ['unknown-type', 'unknown-version', 'unknown-request-type', 'no-handler'];
const mostAtStart = 500;

/**
 * Decides about dead letters 死信. A requeue is judged against the state as it is now, in one transaction with all that follows from it: of two
 * replicas that requeue at once one does, and a letter that is as bad as before changes nothing.
 */
export class DeadLetterOffice<Session> {
  constructor(private readonly options: DeadLetterOfficeOptions<Session>) {}

  async requeue(id: string, by: Actor, reason?: string): Promise<Decision> {
    const decision = await this.tryAgain(id, by, reason);
    if (decision.kind === 'refused') {
      await recordOperatorAction(this.options.pool, by, { action: 'dead-letter-requeue', target: id, reason, outcome: decision.reason, detail: decision.detail === undefined ? undefined : { detail: decision.detail } });
    }
    return decision;
  }

  discard(id: string, by: Actor, reason: string): Promise<Decision> {
    return inTransaction(this.options.pool, (client) => this.decide(client, id, by, { state: 'discarded', reason }));
  }

  /** What was of an unknown type or version requeues itself after an upgrade. Only what is taken now is recorded. */
  async requeueKnown(by: Actor): Promise<void> {
    for (const reason of curedByUpgrade) {
      for (const id of await openDeadLetters(this.options.pool, { reason }, { limit: mostAtStart })) await this.tryAgain(id, by, 'upgrade');
    }
  }

  private async tryAgain(id: string, by: Actor, reason: string | undefined): Promise<Decision> {
    try {
      const known = await findDeadLetter(this.options.pool, id);
      if (!known) return { kind: 'unknown' };
      const { decision, after } = await inTransaction(this.options.pool, async (client) => {
        // The request first, as the dispatcher does.
        if (known.request_id !== null) await lock(client, [known.request_id]);
        const decided = await this.decide(client, id, by, { state: 'requeued', reason });
        return { decision: decided, after: decided.kind === 'decided' ? await this.judgeAgain(client, known) : undefined };
      });
      after?.();
      return decision;
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', reason: error.reason, ...(error.detail !== undefined && { detail: error.detail }) };
      throw error;
    }
  }

  private async decide(client: PoolClient, id: string, by: Actor, { state, reason }: { state: Exclude<DeadLetterState, 'open'>; reason?: string }): Promise<Decision> {
    const letter = await lockDeadLetter(client, id);
    if (!letter) return { kind: 'unknown' };
    if (letter.state !== 'open') return { kind: 'already', state: letter.state };
    await decideDeadLetter(client, id, { state, by: nameOf(by), reason });
    await recordOperatorAction(client, by, {
      action: state === 'requeued' ? 'dead-letter-requeue' : 'dead-letter-discard', target: id, reason, outcome: 'done', detail: { reason: letter.reason, lane: letter.topic, request: letter.request_id },
    });
    return { kind: 'decided', state };
  }

  /** @throws Refused, which undoes the decision too. @returns what is to be done after commit */
  private async judgeAgain(client: PoolClient, letter: DeadLetterRow): Promise<() => void> {
    if (letter.journal_seq !== null) return this.handleAgain(client, letter.journal_seq);
    const offset = BigInt(letter.offset);
    const taken = await this.options.ingest.takeAgain(client, {
      topic: letter.topic, partition: letter.partition, offset, from: offset, key: letter.record_key, value: letter.value, appendedAt: (letter.appended_at ?? letter.recorded_at).getTime(),
    });
    if ('dead' in taken) throw new Refused(taken.dead);
    return () => this.options.onTaken(taken.requestIds);
  }

  private async handleAgain(client: PoolClient, seq: string): Promise<() => void> {
    const { participant, handle, onTaken } = this.options;
    const { rows: [row] } = await client.query<{ topic: string; event: Buffer; appended_at: Date }>('SELECT topic, event, appended_at FROM journal WHERE seq = $1', [seq]);
    const entry: StoredEntry = { seq, topic: row!.topic, event: row!.event, attributes: readAttributes(row!.event), appendedAt: row!.appended_at.getTime(), handling: 'n' };
    const session = await participant.begin(client, [entry]);
    const verdict = await (participant.requeue ? participant.requeue(entry, session, handle) : handle(entry, session)).catch((error: unknown) => {
      if (isTransient(error)) throw error;
      throw new Refused('handler-failed', (error as Error).name);
    });
    if (verdict.kind === 'dead') throw new Refused(verdict.reason, verdict.detail);
    await participant.flush(session);
    await mark(client, [{ seq, verdict }]);
    return () => {
      participant.committed(session);
      onTaken([entry.attributes.subject]);
    };
  }
}
