import { figure } from './figure';
import type { Results } from './results';

export interface Target { what: string; wanted: string; reached: string; holds: boolean }

/** What is promised on two cores with everything on them, and whether the figures at hand keep it. Parts not measured are left out. */
export function targets({ exchanges, stages, coordinator, flood }: Results): Target[] {
  const found: Target[] = [];
  const atLeast = (what: string, wanted: number, unit: string, reached: number | undefined): void => {
    if (reached !== undefined) found.push({ what, wanted: `≥ ${wanted.toLocaleString('en')}${unit}`, reached: `${figure(reached)}${unit}`, holds: reached >= wanted });
  };
  const atMost = (what: string, wanted: number, unit: string, reached: number | undefined): void => {
    if (reached !== undefined) found.push({ what, wanted: `≤ ${wanted.toLocaleString('en')}${unit}`, reached: `${figure(reached)}${unit}`, holds: reached <= wanted });
  };
  const { c1, c64, c256 } = exchanges?.figures ?? {};
  atLeast('complete exchanges, 64 at once', 300, '/s', c64?.perSecond);
  atLeast('complete exchanges, 256 at once', 400, '/s', c256?.perSecond);
  atMost('CPU of one exchange, 256 at once', 4, ' ms', c256?.cpuMsPerExchange);
  atMost('p99 of an exchange, 256 at once', 1_500, ' ms', c256?.p99Ms);
  atMost('p50 of an exchange, one at a time', 40, ' ms', c1?.p50Ms);
  atLeast('ingest of signed messages at one desk', 8_000, '/s', stages?.figures.ingestPerSecond);
  atLeast('relay of one desk', 10_000, '/s', stages?.figures.relayPerSecond);
  const most = coordinator?.figures.at(-1);
  const open = most && `${most.requests.toLocaleString('en')} open requests: `;
  atLeast(`${open}due obligations found and acted on`, 10_000, '/s', most?.warnings.perSecond);
  atMost(`${open}one tick with nothing due, p95`, 5, ' ms', most?.idleTickP95Ms);
  atMost(`${open}board, p95`, 50, ' ms', most?.boardP95Ms);
  atMost(`${open}lists, p95`, 50, ' ms', most?.listsP95Ms);
  atMost('one lane flooded: p99 of another agency ÷ its quiet value', 2, '', flood?.figures.ratio);
  return found;
}
