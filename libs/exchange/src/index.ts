export { createKafka, type KafkaClientLogger, type KafkaClientOptions } from './kafka/kafka-client';
export { applyTopology, type AppliedTopology, type ApplyTopologyOptions } from './kafka/apply-topology';
export type { Topology, TopologyRule } from './kafka/topology';
