import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Metric names in an expression of PromQL: whatever is called like ours. */
export const metricsIn = (expression: string): string[] => [...new Set(expression.replace(/"[^"]*"/g, '""').match(/\b(lianzhi|process|nodejs)_[a-z0-9_]+/g) ?? [])];

export function dashboardExpressions(): string[] {
  const { panels, templating } = JSON.parse(read('deploy/grafana/lianzhi.json')) as { panels: { targets: { expr: string }[] }[]; templating: { list: { query: string | { query: string } }[] } };
  return [...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)), ...templating.list.flatMap(({ query }) => (typeof query === 'string' ? [] : [query.query]))];
}

export interface AlertRule { alert: string; expr: string; for: string; labels: { severity: string }; annotations: { summary: string } }

export const alertRules = (): AlertRule[] => (parse(read('deploy/prometheus/alerts.yaml')) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(({ rules }) => rules);

/** Names of the exposition format, with those that a histogram has besides. */
export function metricsOf(exposition: string): Set<string> {
  const names = new Set<string>();
  for (const [, name, type] of exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    names.add(name!);
    if (type === 'histogram') for (const suffix of ['_bucket', '_sum', '_count']) names.add(`${name}${suffix}`);
  }
  return names;
}
