import { Gauge, type Registry } from 'prom-client';
import type { Exchange } from '../exchange';
import { sealingLag, type SealingLag } from './sealing-lag';

const gauges: readonly { name: string; help: string; of: (lag: SealingLag) => number }[] = [
  { name: 'lianzhi_sealing_lag_entries', help: 'Journal entries that no published head covers yet', of: ({ entries }) => entries },
  { name: 'lianzhi_sealing_lag_seconds', help: 'Age of the oldest journal entry that no published head covers yet', of: ({ seconds }) => seconds },
  { name: 'lianzhi_anchor_conflicts', help: 'Published heads that contradict what was kept of their operator: a rewritten past', of: ({ conflicts }) => conflicts },
];

/** How far proof is behind. One question to the database per scrape; without an answer the figures are left out rather than failing the others. */
export function registerSealingMetrics(registry: Registry, exchange: Pick<Exchange, 'pool' | 'operator'>): void {
  let asked: Promise<SealingLag> | undefined;
  const ask = (): Promise<SealingLag> => {
    asked ??= sealingLag(exchange.pool, exchange.operator).finally(() => { asked = undefined; });
    return asked;
  };
  for (const { name, help, of } of gauges) {
    registry.registerMetric(new Gauge({
      name, help, registers: [],
      async collect() { await ask().then((lag) => this.set(of(lag)), () => this.reset()); },
    }));
  }
}
