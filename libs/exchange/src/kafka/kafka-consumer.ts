import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from '../bus/deliver-batch';
import type { Subscription } from '../bus/message-bus';
import { type GroupMembership, type MembershipOptions } from './group-membership';
import { refusalOf } from './kafka-refusal';

/** How often joining is tried again before the process is told that it cannot go on (about a minute). */
const attempts = 12;

/**
 * A subscription that outlives trouble with the broker. kafkajs takes some errors of a broker that is starting or moving
 * its coordinator for final; only a refusal is.
 */
export class KafkaConsumer implements Subscription {
  private membership: GroupMembership | undefined;
  private readonly stopped = new AbortController();

  constructor(private readonly newMembership: (onEnd: MembershipOptions['onEnd']) => GroupMembership, private readonly topics: readonly string[], private readonly onCrash?: (error: Error) => void) {}

  /** @throws BusRefusal a topic is unknown or not permitted. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.join();
      } catch (error) {
        if (!wasCutOff(error as Error) || attempt === attempts || this.stopped.signal.aborted) throw this.explained(error as Error);
        await this.pause(attempt);
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.membership?.leave();
  }

  private async join(): Promise<void> {
    const membership = this.newMembership((error) => { void this.rejoin(error, membership); });
    this.membership = membership;
    await membership.join();
  }

  /** `former` ended by itself after it had been joined, or while `join` waits for it, which then fails. */
  private async rejoin(error: Error, former: GroupMembership): Promise<void> {
    if (!former.wasJoined) return;
    let last = error;
    for (let attempt = 1; attempt <= attempts && !refusalOf(last, ''); attempt += 1) {
      await former.leave();
      await this.pause(attempt);
      if (this.stopped.signal.aborted) return;
      try {
        return await this.join();
      } catch (again) {
        last = again as Error;
      }
    }
    if (!this.stopped.signal.aborted) this.onCrash?.(this.explained(last));
  }

  private async pause(attempt: number): Promise<void> {
    await sleep(backOffMs(attempt, Math.random()), undefined, { signal: this.stopped.signal }).catch(() => undefined);
  }

  private explained(error: Error): Error {
    // kafkajs loses the reason; a missing access rule is the usual one when it lasts.
    if (error.name === 'KafkaJSGroupCoordinatorNotFound') return new Error(`no coordinator for the consumer group: is READ on it permitted? (${this.topics.join(', ')})`, { cause: error });
    return refusalOf(error, this.topics.join(', ')) ?? error;
  }
}

/**
 * A connection that ended while it logged in, as happens when kafkajs starts a consumer anew at a broker that is still loading its groups.
 * kafkajs takes that for a refusal, but a broker that refuses a password says so.
 */
const wasCutOff = (error: Error): boolean => error.name === 'KafkaJSSASLAuthenticationError' && error.message.endsWith('Closed connection');
