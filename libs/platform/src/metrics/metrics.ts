import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The process's Prometheus registry. Labels must be few and never hold ids or personal data. */
export class Metrics {
  readonly registry = new Registry();
  private readonly http = new Histogram({
    name: 'lianzhi_http_request_duration_seconds',
    help: 'Duration of HTTP requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param route the pattern (`/v1/requests/:id`), not the path */
  observeHttp(method: string, route: string, status: number, seconds: number): void {
    this.http.observe({ method, route, status }, seconds);
  }
}
