import { documentsTopic, laneTopic, localTopic, noticesTopic, type EventAttributes } from '@lianzhi/contracts';
import type { BusinessClock } from '@lianzhi/platform';
import type { Directory } from '../directory';
import { type ContentKeys, sealChunk, sealData, type SealedData } from '../encryption';
import { commitmentOf } from '../journal/commitment';
import type { OutgoingEntry } from '../journal/journal-entry';

/** What the sender decides of a message; the composer adds time, data type and digest. `time` defaults to the clock's. */
export type Draft = Omit<EventAttributes, 'specversion' | 'datacontenttype' | 'datadigest' | 'clockoffset' | 'time'> & { time?: string };

/** A message that no bus would take; checked before it is journalled, so that everything in the journal can be published. */
export class MessageTooBig extends Error {
  constructor(readonly bytes: number) {
    super(`a message of ${bytes} bytes cannot be sent; the limit is ${largestMessage}`);
  }
}

/** The receiver is not in the directory, or has no desk. */
export class NoSuchLane extends Error {
  constructor(organisation: string) {
    super(`the directory knows no desk for organisation ${organisation}`);
  }
}

/** A time this near to the machine's is real. */
const realWithinMs = 1_000;

/** Bytes. Leaves room for the proof below the bus's 1 MiB. */
export const largestMessage = 900 * 1024;

/** Makes messages ready for the journal: encrypted to the receiver's operator, digested, size-checked. */
export class EventComposer {
  constructor(
    private readonly operator: string,
    private readonly directory: Directory,
    private readonly keys: ContentKeys,
    private readonly clock: BusinessClock,
  ) {}

  /** A message on the lane to the receiver's operator. @throws NoSuchLane, MessageTooBig */
  compose(draft: Draft, body: object): OutgoingEntry {
    const to = this.operatorOf(draft.recipient);
    return this.build(laneTopic(this.operator, to), draft, sealData(body, this.sealingKey(to, 'json')));
  }

  /** A message that stays here, of or to somebody without a lane: journalled, sealed to this operator itself, never published. @throws MessageTooBig */
  composeLocal(draft: Draft, body: object): OutgoingEntry {
    return this.build(localTopic(this.operator), draft, sealData(body, this.sealingKey(this.operator, 'json')));
  }

  /** A notice of the coordinator to an operator's desk. */
  composeNotice(operator: string, draft: Draft, body: object): OutgoingEntry {
    return this.build(noticesTopic(operator), draft, sealData(body, this.sealingKey(operator, 'json')));
  }

  /** One chunk of a document. @throws NoSuchLane */
  composeChunk(draft: Draft, content: Buffer): OutgoingEntry {
    const to = this.operatorOf(draft.recipient);
    return this.build(documentsTopic(this.operator, to), draft, sealChunk(content, this.sealingKey(to, 'octet-stream')));
  }

  /** The documents lane to the receiver's operator. @throws NoSuchLane */
  documentsLane(recipient: string): string {
    return documentsTopic(this.operator, this.operatorOf(recipient));
  }

  private operatorOf(organisation: string): string {
    const operator = this.directory.operatorOf(organisation);
    if (operator === undefined) throw new NoSuchLane(organisation);
    return operator;
  }

  /** System time: days of content keys and validity of keys never follow the business clock. */
  private sealingKey(to: string, cty: 'json' | 'octet-stream') {
    return this.keys.forSealing(to, cty, Date.now());
  }

  private build(topic: string, draft: Draft, sealed: SealedData): OutgoingEntry {
    const time = draft.time ?? this.clock.now().toISOString();
    const { datacontenttype, datadigest, ...data } = sealed;
    const attributes: EventAttributes = { specversion: '1.0', ...present(draft), time, datacontenttype, datadigest, ...(this.clock.local ? offsetOf(time) : {}) };
    const event = Buffer.from(JSON.stringify({ ...attributes, ...data }));
    if (event.length > largestMessage) throw new MessageTooBig(event.length);
    return { topic, attributes, event, leaf: commitmentOf(attributes, topic) };
  }
}

/** Of the message's own time, not of the clock as it stands now: it may have been set since that time was read. */
function offsetOf(time: string): Pick<EventAttributes, 'clockoffset'> {
  const offset = Date.parse(time) - Date.now();
  return Math.abs(offset) < realWithinMs ? {} : { clockoffset: offset };
}

/** Without members that are undefined: an absent attribute is absent, also from what is signed. */
function present<T extends object>(draft: T): T {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as T;
}
