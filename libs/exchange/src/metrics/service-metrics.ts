import type { Pool } from 'pg';
import { Counter, type Registry } from 'prom-client';
import type { MessageBus } from '../bus/message-bus';
import type { ExchangeMetrics } from '../exchange-metrics';
import { laneLag } from './lane-lag';
import { MeasuredGauges } from './measured-gauges';
import { journalFigures, journalGauges } from './journal-figures';

export interface Measured {
  pool: Pool;
  bus: Pick<MessageBus, 'endOffsets'>;
  /** Topics that the service reads; they may become more. */
  lanes: { readonly reads: readonly string[] };
}

/**
 * What every service counts of its part in the exchange, and what stands still in it. Labels hold no ids. The deploy/grafana dashboard and the
 * deploy/prometheus rules are made of these: a spec compares the names.
 */
export class ServiceMetrics implements ExchangeMetrics {
  private readonly publishedCount = new Counter({ name: 'lianzhi_messages_published_total', help: 'Messages published', registers: [] });
  private readonly takenCount = new Counter({ name: 'lianzhi_requests_with_news_total', help: 'Requests of which a batch brought something new', registers: [] });
  private readonly refusedCount = new Counter({ name: 'lianzhi_records_refused_total', help: 'Records that became dead letters at intake', labelNames: ['reason'], registers: [] });

  published(count: number): void { this.publishedCount.inc(count); }
  taken(requests: number): void { this.takenCount.inc(requests); }
  refused(reason: string): void { this.refusedCount.inc({ reason }); }

  register(registry: Registry, { pool, bus, lanes }: Measured): void {
    for (const counter of [this.publishedCount, this.takenCount, this.refusedCount]) registry.registerMetric(counter as Counter);
    new MeasuredGauges(registry, journalGauges, () => journalFigures(pool));
    new MeasuredGauges(registry, { lianzhi_lane_lag_records: { help: 'Records on a lane that have not been taken in yet', labels: ['lane'] } }, async () => ({
      lianzhi_lane_lag_records: [...await laneLag(bus, pool, lanes.reads)].map(([lane, value]) => ({ labels: { lane }, value })),
    }));
    new MeasuredGauges(registry, { lianzhi_database_connections: { help: 'Connections of this process by state; waiting are calls that wait for one', labels: ['state'] }, lianzhi_database_connections_max: { help: 'Most connections of this process' } }, () => Promise.resolve({
      lianzhi_database_connections: [['in_use', pool.totalCount - pool.idleCount], ['idle', pool.idleCount], ['waiting', pool.waitingCount]].map(([state, value]) => ({ labels: { state: String(state) }, value: Number(value) })),
      lianzhi_database_connections_max: pool.options.max ?? 0,
    }));
  }
}
