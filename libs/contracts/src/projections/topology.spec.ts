import { catalogue } from '../catalogue';
import { lanesOf, operatorsOf, topologyOf, type Rule } from './topology';

const operators = operatorsOf(catalogue.agencies);
const topology = topologyOf(catalogue, operators);
const rulesOf = (name: string): Rule[] => topology.principals.find((principal) => principal.name === name)!.acls;
const allowed = (principal: string, operation: string) => rulesOf(principal).filter((rule) => rule.resource === 'topic' && rule.operation === operation).map(({ name }) => name);

describe('topologyOf', () => {
  it('joins only operators that some contract joins, in both directions', () => {
    const lanes = lanesOf(catalogue, operators).map(({ from, to }) => `${from} ${to}`);
    const asked = catalogue.contracts.filter(({ channel }) => channel === 'lane').flatMap(({ requesters, responders }) => requesters.flatMap((from) => responders.flatMap((to) => [`${from} ${to}`, `${to} ${from}`])));
    expect([...lanes].sort()).toEqual([...new Set(asked)].sort());
    expect(lanes).toEqual(expect.arrayContaining(['court court', 'court police', 'police court', 'procuratorate police', 'police procuratorate', 'court land-registry', 'land-registry court', 'partner court']));
    expect(lanes.filter((lane) => lane.includes('party'))).toEqual([]);
    expect(topology.topics.map(({ name }) => name)).not.toEqual(expect.arrayContaining([expect.stringMatching(/(police.*bank|bank.*police)/)]));
  });
  it('gives each branch of an agency its own lanes', () => {
    const lanes = lanesOf(catalogue, [{ code: 'court', agency: 'court' }, { code: 'bank-icbc', agency: 'bank' }, { code: 'bank-ccb', agency: 'bank' }]);
    expect(lanes.map(({ from, to }) => `${from} ${to}`)).toEqual(['court court', 'court bank-icbc', 'court bank-ccb', 'bank-icbc court', 'bank-ccb court']);
  });
  it('lets the police neither read nor write what is not theirs', () => {
    expect(allowed('police', 'write').sort()).toEqual(['anchors', 'documents.police.court', 'documents.police.procuratorate', 'exchange.police.court', 'exchange.police.procuratorate']);
    expect(allowed('police', 'read').sort()).toEqual([
      'anchors', 'directory', ...['documents', 'exchange'].flatMap((kind) => ['court.police', 'police.court', 'police.procuratorate', 'procuratorate.police'].map((lane) => `${kind}.${lane}`)), 'notices.police',
    ]);
  });
  it('has one writer per topic', () => {
    for (const { name } of topology.topics.filter((topic) => topic.name !== 'anchors')) {
      expect([name, topology.principals.filter((principal) => allowed(principal.name, 'write').includes(name)).length]).toEqual([name, 1]);
    }
  });
  it('lets the coordinator read every lane and no document', () => {
    expect(allowed('coordinator', 'read').filter((name) => name.startsWith('exchange.'))).toHaveLength(lanesOf(catalogue, operators).length);
    expect(rulesOf('coordinator').filter(({ name }) => name.startsWith('documents'))).toEqual([]);
    expect(allowed('coordinator', 'write').filter((name) => name.startsWith('exchange.'))).toEqual([]);
  });
  it('grants nothing on topics by prefix', () => expect(topology.principals.flatMap(({ acls }) => acls).filter(({ resource, pattern }) => resource === 'topic' && pattern === 'prefixed')).toEqual([]));
  it('uses the broker\'s append time and gzip on every topic', () => {
    for (const { config } of topology.topics) expect(config).toMatchObject({ 'message.timestamp.type': 'LogAppendTime', 'compression.type': 'gzip' });
    expect(topology.topics.find(({ name }) => name === 'directory')!.config['cleanup.policy']).toBe('compact');
  });
});
