import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { catalogue, coordinatorOperator, topologyOf } from '@lianzhi/contracts';
import { applyTopology, createKafka, type Topology } from '@lianzhi/exchange';
import { readKafkaConfig, runMain } from '@lianzhi/platform';
import { readSigned } from './add-law-records';

/**
 * `node dist/deploy/local/apply-topology-command.js [--own] [--directory <LIANZHI_DIRECTORY_FILE>]`: makes the topics and access rules of
 * deploy/generated/topology.json, or with a directory those of the operators that stand in it, on the broker of KAFKA_BROKERS, logged in as a super user. With `--own` the broker is ours alone: rules that the
 * topology does not hold are taken away. Without a login there are no principals, so topics only.
 */
runMain(async () => {
  const { brokers, ssl, sasl, topicPrefix } = readKafkaConfig();
  const { own, directory } = parseArgs({
    args: process.argv.slice(process.argv.findIndex((word) => word.endsWith('apply-topology-command.js')) + 1), options: { own: { type: 'boolean', default: false }, directory: { type: 'string' } },
  }).values;
  const topology = directory === undefined ? JSON.parse(readFileSync(resolve(__dirname, '..', 'generated', 'topology.json'), 'utf8')) as Topology : topologyIn(directory);
  const kafka = createKafka({ brokers, ssl, clientId: 'lianzhi-topology', ...(sasl ? { sasl } : {}) });
  const applied = await applyTopology(kafka, own || sasl ? topology : { ...topology, principals: [] }, { topicPrefix, revokeOthers: own });
  await awaitGroupCoordinators(kafka);
  process.stdout.write(`${JSON.stringify(applied)}\n`);
});

/** @throws Error for a file that is not there: no topology is not an empty one */
function topologyIn(directory: string): Topology {
  const operators = readSigned(directory).flatMap(({ record }) => (record.kind === 'operator' && record.code !== coordinatorOperator ? [record] : []));
  if (operators.length === 0) throw new Error(`${directory} names no operator`);
  return topologyOf(catalogue, operators);
}

/** ms; afterwards the services are started all the same. */
const groupPatienceMs = 20_000;

/**
 * A broker makes its topic of group offsets at the first question about a group, and loads it after every start; until then each consumer
 * crashes and starts again. Waiting here spares all services that. The names fall on different partitions of that topic.
 */
async function awaitGroupCoordinators(kafka: ReturnType<typeof createKafka>): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const until = performance.now() + groupPatienceMs;
  try {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      // The answers while it loads are of many kinds and all pass; services cope with them too, only slower.
      while (performance.now() < until && !(await admin.fetchOffsets({ groupId: `lianzhi-topology-${name}` }).then(() => true, () => false))) await sleep(200);
    }
  } finally {
    await admin.disconnect();
  }
}
