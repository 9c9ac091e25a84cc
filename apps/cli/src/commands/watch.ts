import { setTimeout as sleep } from 'node:timers/promises';
import { isEnded, type RequestState } from '@lianzhi/contracts';
import { checkCount, type CommandLine } from '../command-line';
import type { DeskConnection } from '../desk-connection';
import { readEvents } from '../server-sent-events';

/** A stream that broke is opened again after this, ms. */
const RECONNECT_MS = 1000;

interface WatchedRequest { state: RequestState; updatedAt?: string; serverNow?: string; bookedTime?: unknown }

/** `watch <id>`: the request as it is, then again after every change, until it ends (or only once). */
export async function watch(line: CommandLine, connect: () => Promise<DeskConnection>, print: (result: object) => void): Promise<void> {
  checkCount(line, 1, 1);
  const path = `/v1/requests/${encodeURIComponent(line.arguments[0]!)}`;
  let desk = await connect();
  let last = '';
  /** True once it has ended. */
  const look = async (): Promise<boolean> => {
    const request = await desk.json<WatchedRequest>(path);
    // Time alone is no change.
    const { serverNow: _now, bookedTime: _booked, ...content } = request;
    const shown = JSON.stringify(content);
    if (shown !== last) print(request);
    last = shown;
    return isEnded(request.state);
  };
  if (line.options.once) return void (await look());
  for (;;) {
    // Opened before the request is read, so that no change falls between the two.
    const stream = await desk.fetch('/v1/events', { headers: { accept: 'text/event-stream' } });
    if (await look()) return void (await stream.body?.cancel());
    try {
      for await (const { data } of readEvents(stream.body!)) {
        if (concerns(data, line.arguments[0]!) && (await look())) return;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await sleep(RECONNECT_MS);
    desk = await connect();
  }
}

function concerns(data: string, id: string): boolean {
  try {
    return (JSON.parse(data) as { request?: unknown }).request === id.toLowerCase();
  } catch {
    return false;
  }
}
