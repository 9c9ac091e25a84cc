import RequestQueue from 'kafkajs/src/network/requestQueue';

interface QueueState { pending: unknown[] }
const prototype = RequestQueue.prototype as QueueState & { scheduleCheckPendingRequests: (this: QueueState) => void };
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * kafkajs 2.2.4 re-arms a timer of 1 ms for ever on every connection (tulios/kafkajs#1751: the time left of a throttle that
 * never was is negative), which costs an idle service 5 % of a core. A look at the queue is needed only while something is in
 * it: whoever adds to it schedules one, and so does every answer.
 */
prototype.scheduleCheckPendingRequests = function scheduleWhenNeeded(): void {
  if (this.pending.length > 0) schedule.call(this);
};
