import { BaseRpcContext } from '@nestjs/microservices';
import type { StoredEntry } from '../journal/journal-entry';

/** What a Nest handler of messages gets as `@Ctx()`: the message and the session of its batch. */
export class InboundContext<Session = unknown> extends BaseRpcContext<[StoredEntry, Session]> {
  get entry(): StoredEntry { return this.getArgByIndex(0); }
  get session(): Session { return this.getArgByIndex(1); }
}
