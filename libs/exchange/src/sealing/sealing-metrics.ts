import type { Registry } from 'prom-client';
import type { Exchange } from '../exchange';
import { MeasuredGauges } from '../metrics/measured-gauges';
import { sealingLag } from './sealing-lag';

const gauges = {
  lianzhi_sealing_lag_entries: { help: 'Journal entries that no published head covers yet' },
  lianzhi_sealing_lag_seconds: { help: 'Age of the oldest journal entry that no published head covers yet' },
  lianzhi_anchor_conflicts: { help: 'Published heads that contradict what was kept of their operator: a rewritten past' },
};

/** How far proof is behind. */
export function registerSealingMetrics(registry: Registry, exchange: Pick<Exchange, 'pool' | 'operator'>): void {
  new MeasuredGauges(registry, gauges, async () => {
    const { entries, seconds, conflicts } = await sealingLag(exchange.pool, exchange.operator);
    return { lianzhi_sealing_lag_entries: entries, lianzhi_sealing_lag_seconds: seconds, lianzhi_anchor_conflicts: conflicts };
  });
}
