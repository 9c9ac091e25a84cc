import { BusRefusal } from '../bus/message-bus';

const reasons: Readonly<Record<string, BusRefusal['reason']>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown-topic',
  INVALID_TOPIC_EXCEPTION: 'unknown-topic',
  TOPIC_AUTHORIZATION_FAILED: 'not-permitted',
  GROUP_AUTHORIZATION_FAILED: 'not-permitted',
  CLUSTER_AUTHORIZATION_FAILED: 'not-permitted',
  MESSAGE_TOO_LARGE: 'too-big',
  RECORD_LIST_TOO_LARGE: 'too-big',
};

/** What the broker will not do however often it is asked, as a `BusRefusal`; undefined for everything that may pass. */
export function refusalOf(error: unknown, topic: string): BusRefusal | undefined {
  if (error instanceof BusRefusal) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const reason = reasons[String((cause as { type?: unknown }).type)];
    if (reason) return new BusRefusal(reason, topic, { cause: error });
  }
  return undefined;
}
