import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { ExchangeFigures } from './exchanges';
import type { FloodFigures } from './flood';
import type { Limits } from './limits';
import type { OpenRequestsFigures } from './open-requests';
import type { StageFigures } from './stages';

/** What can be measured by itself, with `--only`, in the order in which it is. */
export const parts = ['exchanges', 'peers', 'stages', 'coordinator', 'flood'] as const;
export type Part = (typeof parts)[number];

/** Exchanges per second, by how many at once (`c64`). */
export interface PeerFigures { clientKafka: Record<string, number>; plainWay: Record<string, number> }

export interface Figures {
  exchanges: Record<string, ExchangeFigures>;
  peers: PeerFigures;
  stages: StageFigures;
  coordinator: OpenRequestsFigures[];
  flood: FloodFigures;
}

/** On what, when, and beside what else: without it a figure says little. */
export interface Conditions {
  cpus: number; model: string; memoryGiB: number; node: string; commit: string; date: string;
  /** Load of the machine before anything was started, over 1, 5 and 15 minutes. Above 1 somebody else was at work. */
  loadBefore: number[];
  /** Measured in the same run. */
  limits: Limits;
}

/** One part as it is kept: one JSON file. */
export interface Measured<P extends Part = Part> { part: P; conditions: Conditions; figures: Figures[P] }
export type Results = { [P in Part]?: Measured<P> };

/** Taken before anything is started. */
export function machineNow(root: string): Omit<Conditions, 'limits'> {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return {
    cpus: cpus().length, model: cpus()[0]?.model ?? '', memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, commit,
    date: new Date().toISOString(), loadBefore: loadavg().map((load) => Math.round(load * 10) / 10),
  };
}

export function writeResult(folder: string, result: Measured): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${result.part}.json`), `${JSON.stringify(result, (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value), 2)}\n`);
}

/** The parts of which there is a file. */
export function readResults(folder: string): Results {
  const files = parts.map((part) => join(folder, `${part}.json`)).filter((file) => existsSync(file));
  return Object.fromEntries(files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Measured).map((result) => [result.part, result])) as Results;
}
