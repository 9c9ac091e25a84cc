import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Metric names in an expression of PromQL: whatever is called like ours. */
export const metricsIn = (expression: string): string[] => [...new Set(expression.replace(/"[^"]*"/g, '""').match(/\b(lianzhi|process|nodejs)_[a-z0-9_]+/g) ?? [])];

/** Label names that an expression selects or groups by. */
export const labelsIn = (expression: string): string[] => [...new Set([
  ...[...expression.matchAll(/\{([^}]*)\}/g)].flatMap(([, selector]) => [...selector!.matchAll(/(\w+)\s*(?:=|!=|=~|!~)\s*"/g)].map(([, name]) => name!)),
  ...[...expression.matchAll(/\b(?:by|without)\s*\(([^)]*)\)/g)].flatMap(([, names]) => names!.split(',').map((name) => name.trim())),
])];

export const dashboard = (): string => read('deploy/grafana/lianzhi.json');

export function dashboardExpressions(text = dashboard()): string[] {
  const { panels, templating } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[]; templating: { list: { query: string | { query: string } }[] } };
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

/** Label names of samples of the exposition format, and those that Prometheus adds. */
export function labelsOf(exposition: string): Set<string> {
  return new Set(['instance', ...[...exposition.matchAll(/^\w+\{(.*)\} \S+$/gm)].flatMap(([, labels]) => [...labels!.matchAll(/(\w+)="/g)].map(([, name]) => name!))]);
}

/** Metrics and labels of these expressions that no running service has. */
export function unknownIn(expressions: readonly string[], expositions: readonly string[]): string[] {
  const metrics = new Set(expositions.flatMap((text) => [...metricsOf(text)]));
  const labels = new Set(expositions.flatMap((text) => [...labelsOf(text)]));
  return [...new Set([...expressions.flatMap(metricsIn).filter((name) => !metrics.has(name)), ...expressions.flatMap(labelsIn).filter((name) => !labels.has(name))])];
}
