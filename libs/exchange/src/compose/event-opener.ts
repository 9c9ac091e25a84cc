import { parseLane, type LianzhiEvent } from '@lianzhi/contracts';
import { type ContentKeys, openBytes, openChunk, openData, UnusableData } from '../encryption';

export type Opened = { kind: 'ok'; data: Record<string, unknown> } | { kind: 'unusable'; reason: string };

/** Opens what this operator received or sent itself. */
export class EventOpener {
  constructor(private readonly keys: ContentKeys) {}

  /** The plain data, or why there is none. Never throws for what a message holds. */
  open(event: LianzhiEvent, topic: string): Opened {
    const lane = parseLane(topic);
    if (!lane) return { kind: 'unusable', reason: 'foreign-lane' };
    try {
      return { kind: 'ok', data: openData(event, lane, this.keys) };
    } catch (error) {
      if (error instanceof UnusableData) return { kind: 'unusable', reason: error.kind };
      throw error;
    }
  }

  /** Exactly the bytes that `datadigest` speaks of, salt included, or null when they cannot be had. */
  plainBytes(event: LianzhiEvent, topic: string): Buffer | null {
    const lane = parseLane(topic);
    try {
      return lane ? openBytes(event, lane, this.keys) : null;
    } catch (error) {
      if (error instanceof UnusableData) return null;
      throw error;
    }
  }

  /** The content of a document chunk, or undefined when it cannot be read. */
  openChunk(event: LianzhiEvent, topic: string): Buffer | undefined {
    const lane = parseLane(topic);
    try {
      return lane && openChunk(event, lane, this.keys);
    } catch (error) {
      if (error instanceof UnusableData) return undefined;
      throw error;
    }
  }
}
