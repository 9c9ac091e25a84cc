import type { MessageBus } from '@lianzhi/exchange';

/** What an adapter of the bus gives the conformance suite to work with. */
export interface BusUnderTest {
  /** A client as one process has it. */
  connect(): MessageBus;
  /** Closes a client, also one that was killed. */
  release(bus: MessageBus): Promise<void>;
  /** A new topic that clients may read and write; its name. */
  createTopic(partitions: number): Promise<string>;
  /** A new topic that no client may read or write. */
  createForbiddenTopic(): Promise<string>;
  /** As if the process of this client ended without a word. */
  kill(bus: MessageBus): void;
  /** A group name that nobody used before. */
  newGroup(): string;
  /** Ends what the adapter started. */
  close(): Promise<void>;
}

/** Waits until `holds` is true. @throws after `ms` with the sentence that did not come true. */
export async function eventually(what: string, holds: () => boolean, ms = 20_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
