import { AclOperationTypes, AclResourceTypes, ResourcePatternTypes } from 'kafkajs';
import { topicAccessRules } from './topic-access-rules';

describe('topicAccessRules', () => {
  const rules = (prefix: string) => topicAccessRules([{ name: 'tennis-club', acls: [
    { resource: 'topic', name: 'exchange.chess-club.tennis-club', pattern: 'literal', operation: 'read' },
    { resource: 'group', name: 'tennis-club.', pattern: 'prefixed', operation: 'read' },
    { resource: 'cluster', name: 'kafka-cluster', pattern: 'literal', operation: 'idempotent_write' },
  ] }], prefix);

  it('names the principal and the resource as the broker does', () => {
    expect(rules('')[0]).toMatchObject({
      principal: 'User:tennis-club', host: '*', resourceType: AclResourceTypes.TOPIC, resourceName: 'exchange.chess-club.tennis-club',
      resourcePatternType: ResourcePatternTypes.LITERAL, operation: AclOperationTypes.READ,
    });
  });

  it('puts the prefix before topics, allows groups with and without it, and leaves the cluster', () => {
    expect(rules('t1.').map(({ resourceName }) => resourceName)).toEqual(['t1.exchange.chess-club.tennis-club', 'tennis-club.', 't1.tennis-club.', 'kafka-cluster']);
  });
});
