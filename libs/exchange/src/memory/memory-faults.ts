import type { BusRecord, ReceivedRecord } from '../bus/message-bus';

/** What a test may do to the bus. A hook that throws behaves as a connection lost at that point. */
export interface MemoryFaults {
  /** Thrown: nothing was stored. Awaited: publishing is delayed. */
  beforePublish?: (records: BusRecord[]) => void | Promise<void>;
  /** Thrown: everything was stored, but the publisher does not know. */
  afterPublish?: (records: BusRecord[]) => void | Promise<void>;
  /** How often a record is stored in addition, as by a publisher that tries again. */
  duplicates?: (record: BusRecord) => number;
  /** Awaited before a batch is handed to a receiver. Thrown: the member loses its connection and joins its group again. */
  beforeDelivery?: (records: ReceivedRecord[]) => void | Promise<void>;
}
