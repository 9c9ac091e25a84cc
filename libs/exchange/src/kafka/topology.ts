/** Topics and access rules as deploy/generated/topology.json holds them; derived from contracts and operators. */
export interface Topology {
  topics: { name: string; partitions: number; config: Record<string, string> }[];
  principals: { name: string; acls: TopologyRule[] }[];
}

export interface TopologyRule {
  resource: 'topic' | 'group' | 'cluster';
  name: string;
  pattern: 'literal' | 'prefixed';
  operation: 'read' | 'write' | 'describe' | 'idempotent_write';
}
