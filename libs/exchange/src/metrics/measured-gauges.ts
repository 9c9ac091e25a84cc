import { Gauge, type Registry } from 'prom-client';

type Figure = number | readonly { labels: Record<string, string>; value: number }[];
export type Figures<Name extends string> = Partial<Record<Name, Figure>>;

/**
 * Gauges that one look at the database (or the bus) sets together, at each scrape. What cannot be had at the moment is `NaN`, or left out where
 * there are labels: a figure that is missing must never look like a good one.
 */
export class MeasuredGauges<Name extends string> {
  private readonly gauges = new Map<Name, { gauge: Gauge; labelled: boolean }>();
  private running: Promise<void> | undefined;

  /** @param described name → help and label names */
  constructor(registry: Registry, described: Readonly<Record<Name, { help: string; labels?: readonly string[] }>>, private readonly read: () => Promise<Figures<Name>>) {
    for (const [name, { help, labels = [] }] of Object.entries(described) as [Name, { help: string; labels?: readonly string[] }][]) {
      const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [], collect: () => this.refresh() });
      this.gauges.set(name, { gauge, labelled: labels.length > 0 });
      registry.registerMetric(gauge);
    }
  }

  /** All gauges of one scrape ask at once: one look serves them. */
  private refresh(): Promise<void> {
    return (this.running ??= this.measure().finally(() => { this.running = undefined; }));
  }

  private async measure(): Promise<void> {
    const figures = await this.read().catch((): Figures<Name> => ({}));
    for (const [name, { gauge, labelled }] of this.gauges) {
      const figure: Figure | undefined = figures[name];
      gauge.reset();
      if (typeof figure === 'number') gauge.set(figure);
      else if (!labelled) gauge.set(NaN);
      else for (const { labels, value } of figure ?? []) gauge.set(labels, value);
    }
  }
}
