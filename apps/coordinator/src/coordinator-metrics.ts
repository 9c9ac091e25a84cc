import { Counter, type Registry } from 'prom-client';
import { MeasuredGauges, ServiceMetrics } from '@lianzhi/exchange';
import type { Coordinator } from './coordinator';

/** How long what is owed has been overdue, in hours; the last class has no end. */
const ages = [24, 72, 168] as const;
const classOf = (index: number): string => (index < ages.length ? `under_${ages[index]}h` : `over_${ages.at(-1)}h`);

/** What the coordinator counts besides what every service does: what was called, and what is overdue now by age. Labels hold no ids. */
export class CoordinatorMetrics {
  readonly service = new ServiceMetrics();
  private readonly calledCount = new Counter({ name: 'lianzhi_calls_total', help: 'Warnings, breaches and escalations called', labelNames: ['step'], registers: [] });

  called(steps: readonly { step: string }[]): void { for (const { step } of steps) this.calledCount.inc({ step }); }

  register(registry: Registry, coordinator: Coordinator): void {
    const { exchange: { pool, lanes }, options: { bus } } = coordinator;
    this.service.register(registry, { pool, bus, lanes });
    registry.registerMetric(this.calledCount);
    new MeasuredGauges(registry, { lianzhi_obligations_overdue: { help: 'Obligations that were called overdue and are still owed, by age', labels: ['age'] } }, async () => ({ lianzhi_obligations_overdue: await overdue(coordinator) }));
  }
}

async function overdue({ exchange }: Coordinator): Promise<{ labels: { age: string }; value: number }[]> {
  const { rows } = await exchange.pool.query<{ age: number; n: number }>(
    `SELECT width_bucket(extract(epoch FROM $1::timestamptz - due_at) / 3600, $2::numeric[]) AS age, count(*)::int AS n FROM obligation WHERE state = 'breached' GROUP BY 1`,
    [exchange.clock.now(), ages]);
  const byAge = new Map(rows.map(({ age, n }) => [age, n]));
  return [...ages.keys(), ages.length].map((index) => ({ labels: { age: classOf(index) }, value: byAge.get(index) ?? 0 }));
}
