import { directoryTopic } from '@lianzhi/contracts';
import type { MessageBus } from '../bus/message-bus';
import type { Directory } from './directory';
import type { SignedRecord } from './signed-record';

/**
 * Publishes the records that are newer than what `directory` holds, which must have been read to its end before. The reader
 * then finds them like everybody else's. @returns how many were published
 */
export async function publishDirectory(bus: Pick<MessageBus, 'publish'>, signed: readonly SignedRecord[], directory: Directory): Promise<number> {
  const newer = signed.filter(({ key, version }) => version > (directory.find(key)?.version ?? 0));
  if (newer.length === 0) return 0;
  await bus.publish(newer.map((record) => ({
    topic: directoryTopic, key: record.key, value: Buffer.from(JSON.stringify(record)), contentType: 'application/json',
  })));
  return newer.length;
}
