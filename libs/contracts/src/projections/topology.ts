import type { Agency } from '../agencies';
import type { Catalogue, Operator } from '../catalogue';
import { anchorsTopic, coordinatorOperator, directoryTopic, documentsTopic, laneTopic, noticesTopic, timeTopic } from '../envelope';

export interface Rule { resource: 'topic' | 'group' | 'cluster'; name: string; pattern: 'literal' | 'prefixed'; operation: 'read' | 'write' | 'describe' | 'idempotent_write' }
/** Topics and access rules of the bus. Nobody types a topic name twice: this is where they all come from. */
export interface Topology {
  topics: { name: string; partitions: number; config: Record<string, string> }[];
  principals: { name: string; acls: Rule[] }[];
}

/** Never changed once data is in: a key would move to another partition and lose its order. */
const PARTITIONS = 3;
const DAY = 24 * 3_600_000;

/** The broker's own append time decides what was in time; gzip is what every client can read. */
const laneConfig = {
  'compression.type': 'gzip',
  'max.message.bytes': String(2 * 1024 * 1024),
  'message.timestamp.type': 'LogAppendTime',
};
const kept = (days: number) => ({ 'cleanup.policy': 'delete', 'retention.ms': String(days * DAY) });
const keptForEver = { 'cleanup.policy': 'delete', 'retention.ms': '-1' };

/** One operator per agency that has a desk: what runs on one machine. */
export const operatorsOf = (agencies: readonly Agency[]): Operator[] => agencies.filter(({ desk }) => desk).map(({ code }) => ({ code, agency: code }));

/** Directed pairs of operators whose agencies some contract joins; the reply opens the reverse one. */
export const lanesOf = (catalogue: Pick<Catalogue, 'joined'>, operators: readonly Operator[]): { from: string; to: string }[] => operators.flatMap((from) =>
  operators.filter((to) => catalogue.joined(from.agency, to.agency)).map((to) => ({ from: from.code, to: to.code })));

const topic = (name: string, ...operations: ('read' | 'write')[]): Rule[] => operations.map((operation) => ({ resource: 'topic', name, pattern: 'literal', operation }));
/** An idempotent producer, and consumer groups under one's own name. */
const participant = (code: string): Rule[] => [
  { resource: 'cluster', name: 'kafka-cluster', pattern: 'literal', operation: 'idempotent_write' },
  { resource: 'group', name: `${code}.`, pattern: 'prefixed', operation: 'read' },
];

const operatorRules = (code: string, lanes: { from: string; to: string }[]): Rule[] => [
  ...lanes.filter(({ from }) => from === code).flatMap(({ to }) => [...topic(laneTopic(code, to), 'write', 'read'), ...topic(documentsTopic(code, to), 'write', 'read')]),
  ...lanes.filter(({ from, to }) => to === code && from !== code).flatMap(({ from }) => [...topic(laneTopic(from, code), 'read'), ...topic(documentsTopic(from, code), 'read')]),
  ...topic(noticesTopic(code), 'read'), ...topic(directoryTopic, 'read'), ...topic(anchorsTopic, 'read', 'write'), ...participant(code),
];

/** Reads every lane and no document; the only writer of notices and of the directory. */
const coordinatorRules = (operators: readonly Operator[], lanes: { from: string; to: string }[]): Rule[] => [
  ...lanes.flatMap(({ from, to }) => topic(laneTopic(from, to), 'read')),
  ...operators.flatMap(({ code }) => topic(noticesTopic(code), 'write', 'read')),
  ...topic(directoryTopic, 'write', 'read'), ...topic(anchorsTopic, 'read', 'write'), ...topic(timeTopic, 'write'), ...participant(coordinatorOperator),
];

/** Topics with their settings and the access rules of every operator and of the coordinator. */
export const topologyOf = (catalogue: Pick<Catalogue, 'joined'>, operators: readonly Operator[]): Topology => {
  const lanes = lanesOf(catalogue, operators);
  const made = (name: string, config: Record<string, string>, partitions = PARTITIONS) => ({ name, partitions, config: { ...laneConfig, ...config } });
  return {
    topics: [
      ...lanes.map(({ from, to }) => made(laneTopic(from, to), kept(365))),
      ...lanes.map(({ from, to }) => made(documentsTopic(from, to), kept(30))),
      ...operators.map(({ code }) => made(noticesTopic(code), kept(365))),
      made(directoryTopic, { 'cleanup.policy': 'compact' }, 1),
      made(anchorsTopic, keptForEver, 1),
      made(timeTopic, kept(1), 1),
    ],
    principals: [
      ...operators.map(({ code }) => ({ name: code, acls: operatorRules(code, lanes) })),
      { name: coordinatorOperator, acls: coordinatorRules(operators, lanes) },
    ],
  };
};
