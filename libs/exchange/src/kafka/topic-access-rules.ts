import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes, type AclEntry } from 'kafkajs';
import type { Topology, TopologyRule } from './topology';

const RESOURCES = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP, cluster: AclResourceTypes.CLUSTER } as const;
const PATTERNS = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED } as const;
const OPERATIONS = {
  read: AclOperationTypes.READ, write: AclOperationTypes.WRITE, describe: AclOperationTypes.DESCRIBE, idempotent_write: AclOperationTypes.IDEMPOTENT_WRITE,
} as const;

/** The broker knows one cluster, by this name. */
const CLUSTER = 'kafka-cluster';

/**
 * The broker's access rules for the principals of a topology. Topics get the prefix; groups are allowed with and
 * without it, since a group name that is prefixed by its operator is its own either way.
 */
export function topicAccessRules(principals: Topology['principals'], topicPrefix: string): AclEntry[] {
  return principals.flatMap(({ name, acls }) => acls.flatMap((rule) => resourceNames(rule, topicPrefix).map((resourceName) => ({
    principal: `User:${name}`, host: '*', permissionType: AclPermissionTypes.ALLOW, operation: OPERATIONS[rule.operation],
    resourceType: RESOURCES[rule.resource], resourceName, resourcePatternType: PATTERNS[rule.pattern],
  }))));
}

function resourceNames(rule: TopologyRule, prefix: string): string[] {
  if (rule.resource === 'cluster') return [CLUSTER];
  if (rule.resource === 'topic' || prefix === '') return [prefix + rule.name];
  return [rule.name, prefix + rule.name];
}
