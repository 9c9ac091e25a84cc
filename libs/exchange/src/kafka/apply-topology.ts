import { setTimeout as sleep } from 'node:timers/promises';
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes, type Admin, type AclEntry, type Kafka } from 'kafkajs';
import { topicAccessRules } from './topic-access-rules';
import type { Topology } from './topology';

export interface ApplyTopologyOptions {
  /** Put before every topic name (and allowed before every group name). */
  topicPrefix?: string;
  /** Also take away rules of these principals that the topology does not hold. Only for a broker that is ours alone. */
  revokeOthers?: boolean;
}

export interface AppliedTopology { topicsCreated: string[]; topicsChanged: string[]; rules: number; revoked: number }

/** Few enough that one request is answered well within its timeout on a small machine. */
const TOPICS_PER_CALL = 50;

/**
 * Brings topics and access rules to what the topology says; the connection must be a super user's. Doing it again changes nothing.
 * Partition counts of existing topics are never changed: keys would move to other partitions and a request's order would be lost.
 */
export async function applyTopology(kafka: Kafka, topology: Topology, { topicPrefix = '', revokeOthers = false }: ApplyTopologyOptions = {}): Promise<AppliedTopology> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = topology.topics.map((topic) => ({ ...topic, name: topicPrefix + topic.name }));
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    await createTopics(admin, missing);
    const topicsChanged = await alignConfigs(admin, topics.filter(({ name }) => existing.has(name)));
    const rules = topicAccessRules(topology.principals, topicPrefix);
    if (rules.length > 0) {
      await admin.createAcls({ acl: rules });
      await inForce(admin, rules);
    }
    const revoked = revokeOthers ? await revokeRulesBeside(admin, rules, topology.principals.map(({ name }) => `User:${name}`)) : 0;
    return { topicsCreated: missing.map(({ name }) => name), topicsChanged, rules: rules.length, revoked };
  } finally {
    await admin.disconnect();
  }
}

async function createTopics(admin: Admin, topics: Topology['topics']): Promise<void> {
  for (let start = 0; start < topics.length; start += TOPICS_PER_CALL) {
    const some = topics.slice(start, start + TOPICS_PER_CALL);
    await admin.createTopics({
      waitForLeaders: true, timeout: 30_000,
      topics: some.map(({ name, partitions, config }) => ({
        topic: name, numPartitions: partitions, configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
    }).catch(passing);
    await heardOf(admin, some.map(({ name }) => name));
  }
}

/** A topic is made before the broker has heard of it: kafkajs, which looks for its leader at once, then says that it is unknown, and so would whoever uses it. */
const heardOf = (admin: Admin, topics: string[]): Promise<void> => soon(() => admin.fetchTopicMetadata({ topics }).then(() => true, passing));

function passing(error: Error & { type?: unknown }): false {
  if (error.type !== 'UNKNOWN_TOPIC_OR_PARTITION' && error.type !== 'LEADER_NOT_AVAILABLE') throw error;
  return false;
}

async function alignConfigs(admin: Admin, topics: Topology['topics']): Promise<string[]> {
  if (topics.length === 0) return [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false, resources: topics.map(({ name, config }) => ({ type: ConfigResourceTypes.TOPIC, name, configNames: Object.keys(config) })),
  });
  const current = new Map(resources.map(({ resourceName, configEntries }) => [resourceName, new Map(configEntries.map((entry) => [entry.configName, entry.configValue]))]));
  const changed = topics.filter(({ name, config }) => Object.entries(config).some(([key, value]) => current.get(name)?.get(key) !== value));
  if (changed.length === 0) return [];
  await admin.alterConfigs({
    validateOnly: false,
    resources: changed.map(({ name, config }) => ({
      type: ConfigResourceTypes.TOPIC, name, configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    })),
  });
  return changed.map(({ name }) => name);
}

/** Rules that were made are enforced a moment later, when the broker has read them back; who logs in before that is refused. */
const inForce = (admin: Admin, rules: readonly AclEntry[]): Promise<void> => soon(async () => {
  const known = new Set((await rulesOf(admin)).map(ruleKey));
  return rules.every((rule) => known.has(ruleKey(rule)));
});

/** Waits until that holds, for 15 s at the most: what comes later yet is for whoever uses it to try again. */
async function soon(holds: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 15_000;
  while (performance.now() < until) {
    if (await holds()) return;
    await sleep(50);
  }
}

async function rulesOf(admin: Admin): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY, resourcePatternType: ResourcePatternTypes.ANY, operation: AclOperationTypes.ANY, permissionType: AclPermissionTypes.ANY,
  });
  return resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) => acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })));
}

async function revokeRulesBeside(admin: Admin, rules: readonly AclEntry[], principals: readonly string[]): Promise<number> {
  const wanted = new Set(rules.map(ruleKey));
  const surplus = (await rulesOf(admin))
    .filter((rule) => principals.includes(rule.principal) && !wanted.has(ruleKey(rule)));
  if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
  return surplus.length;
}

function ruleKey(rule: AclEntry): string {
  return JSON.stringify([rule.principal, rule.host, rule.permissionType, rule.operation, rule.resourceType, rule.resourcePatternType, rule.resourceName]);
}
