import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyTopology, createKafka, type Topology } from '@lianzhi/exchange';
import { readKafkaConfig, runMain } from '@lianzhi/platform';

/**
 * `node dist/deploy/local/apply-topology-command.js [--own]`: makes the topics and access rules of deploy/generated/topology.json
 * on the broker of KAFKA_BROKERS, logged in as a super user. With `--own` the broker is ours alone: rules that the
 * topology does not hold are taken away. Without a login there are no principals, so topics only.
 */
runMain(async () => {
  const { brokers, ssl, sasl, topicPrefix } = readKafkaConfig();
  const topology = JSON.parse(readFileSync(resolve(__dirname, '..', 'generated', 'topology.json'), 'utf8')) as Topology;
  const own = process.argv.includes('--own');
  const kafka = createKafka({ brokers, ssl, clientId: 'lianzhi-topology', ...(sasl ? { sasl } : {}) });
  const applied = await applyTopology(kafka, own || sasl ? topology : { ...topology, principals: [] }, { topicPrefix, revokeOthers: own });
  process.stdout.write(`${JSON.stringify(applied)}\n`);
});
