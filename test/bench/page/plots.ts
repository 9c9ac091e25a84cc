import { countOf, figure } from '../figure';
import type { Results } from '../results';
import { barChart, type Bar } from './bar-chart';

const one = (label: string, value: number): Bar => ({ label, parts: [{ name: '', value }] });

/** File names below docs/bench, and what is in them. */
export function plots(results: Results): Map<string, string> {
  const found = new Map<string, string>();
  const { exchanges, peers, stages, coordinator, flood } = results;
  if (exchanges) {
    const figures = Object.entries(exchanges.figures);
    const others = (name: string, of: Record<string, number> | undefined): Bar[] => Object.entries(of ?? {}).map(([key, perSecond]) => one(`${name}, ${countOf(key)} at once`, perSecond));
    found.set('exchanges.svg', barChart({
      title: 'Exchanges per second', show: (value) => `${figure(value)}/s`,
      bars: [...figures.map(([key, { perSecond }]) => one(`Lianzhi, ${countOf(key)} at once`, perSecond)), ...others('ClientKafka.send ×3', peers?.figures.clientKafka), ...others('plain way', peers?.figures.plainWay)],
    }));
    found.set('exchange-cpu.svg', barChart({
      title: 'CPU of one exchange, ms', show: (value) => `${figure(value)} ms`, line: { label: 'wanted at 256: 4 ms', value: 4 },
      bars: figures.map(([key, { cpuMsByProcess }]) => ({
        label: `${countOf(key)} at once`, parts: Object.entries(cpuMsByProcess).filter(([, value]) => value >= 0.01).sort((a, b) => b[1] - a[1]).map(([name, value]) => ({ name, value })),
      })),
    }));
    found.set('exchange-latency.svg', barChart({
      title: 'Latency of a complete exchange, ms', show: (value) => `${figure(value)} ms`,
      bars: figures.flatMap(([key, { p50Ms, p99Ms }]) => [one(`p50, ${countOf(key)} at once`, p50Ms), one(`p99, ${countOf(key)} at once`, p99Ms)]),
    }));
  }
  if (stages) {
    const { figures: { relayPerSecond, ingestPerSecond }, conditions: { limits } } = stages;
    found.set('stages.svg', barChart({
      title: 'Messages per second of one stage, beside the limits of the same run', show: (value) => `${figure(value)}/s`,
      bars: [one('relay', relayPerSecond), one('limit: kafkajs produce', limits.kafkaProducePerSecond), one('ingest', ingestPerSecond), one('limit: Postgres insert', limits.postgresInsertPerSecond), one('limit: kafkajs consume', limits.kafkaConsumePerSecond)],
    }));
  }
  if (coordinator) {
    const sizes = coordinator.figures.map((size) => ({ ...size, label: size.requests.toLocaleString('en') }));
    found.set('coordinator-reading.svg', barChart({
      title: 'Coordinator, p95 by open requests, ms', show: (value) => `${figure(value)} ms`, line: { label: 'wanted: 50 ms', value: 50 },
      bars: sizes.flatMap(({ label, boardP95Ms, listsP95Ms, indicatorsP95Ms, idleTickP95Ms }) => [one(`board, ${label}`, boardP95Ms), one(`lists, ${label}`, listsP95Ms), one(`indicators, ${label}`, indicatorsP95Ms), one(`idle tick, ${label}`, idleTickP95Ms)]),
    }));
    found.set('coordinator-calling.svg', barChart({
      title: 'Due obligations found and acted on, per second', show: (value) => `${figure(value)}/s`, line: { label: 'wanted: 10,000/s', value: 10_000 },
      bars: sizes.flatMap(({ label, warnings, breaches }) => [one(`warnings, ${label} due`, warnings.perSecond), ...(breaches ? [one(`breach and escalation, ${label} due`, breaches.perSecond)] : [])]),
    }));
    found.set('coordinator-disk.svg', barChart({
      title: 'Bytes on disk per open request', show: (value) => `${figure(value)} B`,
      bars: sizes.map(({ label, bytesPerRequest }) => ({ label: `${label} open`, parts: Object.entries(bytesPerRequest).map(([name, value]) => ({ name, value })) })),
    }));
  }
  if (flood) {
    const { quiet, flooded } = flood.figures;
    found.set('flood.svg', barChart({
      title: 'Exchanges with a bank, in peace and while another lane is flooded, ms', show: (value) => `${figure(value)} ms`, line: { label: '2 × quiet p99', value: 2 * quiet.p99Ms },
      bars: [one('p50 in peace', quiet.p50Ms), one('p50 in the flood', flooded.p50Ms), one('p99 in peace', quiet.p99Ms), one('p99 in the flood', flooded.p99Ms)],
    }));
  }
  return found;
}
