import { Counter, Gauge, type Registry } from 'prom-client';
import type { ExchangeMetrics } from '@lianzhi/exchange';
import type { Coordinator } from './coordinator';

/** How long what is owed has been overdue, in hours; the last class has no end. */
const ages = [24, 72, 168] as const;
const classOf = (index: number): string => (index < ages.length ? `under_${ages[index]}h` : `over_${ages.at(-1)}h`);

/** What the coordinator counts: messages taken in, what was called, and what is overdue now by age. Labels hold no ids. */
export class CoordinatorMetrics implements ExchangeMetrics {
  private readonly publishedCount = new Counter({ name: 'lianzhi_messages_published_total', help: 'Notices published', registers: [] });
  private readonly takenCount = new Counter({ name: 'lianzhi_requests_with_news_total', help: 'Requests of which a batch brought something new', registers: [] });
  private readonly refusedCount = new Counter({ name: 'lianzhi_records_refused_total', help: 'Records that became dead letters at intake', labelNames: ['reason'], registers: [] });
  private readonly calledCount = new Counter({ name: 'lianzhi_calls_total', help: 'Warnings, breaches and escalations called', labelNames: ['step'], registers: [] });

  published(count: number): void { this.publishedCount.inc(count); }
  taken(requests: number): void { this.takenCount.inc(requests); }
  refused(reason: string): void { this.refusedCount.inc({ reason }); }
  called(steps: readonly { step: string }[]): void { for (const { step } of steps) this.calledCount.inc({ step }); }

  register(registry: Registry, coordinator: Coordinator): void {
    for (const counter of [this.publishedCount, this.takenCount, this.refusedCount, this.calledCount]) registry.registerMetric(counter as Counter);
    this.gauge(registry, 'lianzhi_obligations_overdue', 'Obligations that were called overdue and are still owed, by age', ['age'], (gauge) => setOverdue(gauge, coordinator));
    this.gauge(registry, 'lianzhi_lane_lag_records', 'Records on the lanes that have not been taken in yet', [], async (gauge) => gauge.set(await coordinator.readiness.lag(coordinator.lanes)));
  }

  /** A figure that cannot be had at the moment is left out rather than failing the others. */
  private gauge(registry: Registry, name: string, help: string, labelNames: string[], read: (gauge: Gauge) => Promise<void>): void {
    registry.registerMetric(new Gauge({
      name, help, labelNames, registers: [],
      async collect() { await read(this as unknown as Gauge).catch(() => this.reset()); },
    }));
  }
}

async function setOverdue(gauge: Gauge, { exchange }: Coordinator): Promise<void> {
  const { rows } = await exchange.pool.query<{ age: number; n: number }>(
    `SELECT width_bucket(extract(epoch FROM $1::timestamptz - due_at) / 3600, $2::numeric[]) AS age, count(*)::int AS n FROM obligation WHERE state = 'breached' GROUP BY 1`,
    [exchange.clock.now(), ages]);
  const byAge = new Map(rows.map(({ age, n }) => [age, n]));
  for (let index = 0; index <= ages.length; index += 1) gauge.set({ age: classOf(index) }, byAge.get(index) ?? 0);
}
