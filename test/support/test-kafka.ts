import { randomBytes } from 'node:crypto';
import { applyTopology, createKafka, type Topology } from '@lianzhi/exchange';
import { findTestServers } from './find-test-servers';

/** The test broker as seen by a principal (`admin` may do everything). */
export function testKafka(principal: string): ReturnType<typeof createKafka> {
  const { brokers, passwords } = findTestServers();
  const password = passwords[principal];
  if (!password) throw new Error(`the test broker knows no principal ${principal}: see test/support/test-principals.ts`);
  return createKafka({ brokers, clientId: `test-${principal}`, sasl: { username: principal, password } });
}

/** Topics and access rules of a topology, under a prefix of this spec's own. */
export async function applyTestTopology(topology: Topology, topicPrefix: string): Promise<void> {
  await applyTopology(testKafka('admin'), topology, { topicPrefix });
}

/** A topic prefix that no other spec has. */
export function randomTopicPrefix(): string {
  return `t${randomBytes(4).toString('hex')}.`;
}
