import { agencies as allAgencies, type Agency } from './agencies';
import { BadDeclaration } from './bad-declaration';
import { followFaults } from './follow-rule';
import { actsOf } from './measures/measure-faults';
import type { RequestContract } from './request-contract';
import { requests as allRequests } from './requests';

/** Who runs the desk of organisations of one agency. */
export interface Operator { code: string; agency: string }

/** All agencies and request types (事项类型), checked against each other. */
export interface Catalogue {
  readonly agencies: readonly Agency[];
  readonly contracts: readonly RequestContract[];
  types(): string[];
  find(type: string): RequestContract | undefined;
  /** @throws RangeError for an unknown type */
  get(type: string): RequestContract;
  agency(code: string): Agency | undefined;
  /** Agencies that some contract lets `from` ask, or that may ask `from`: where a lane is needed. */
  joined(from: string, to: string): boolean;
  /** Contracts that this agency may send, and those that it answers. */
  sentBy(agency: string): RequestContract[];
  answeredBy(agency: string): RequestContract[];
}

const faultsOf = (agencies: readonly Agency[], requests: readonly RequestContract[]): string[] => {
  const doubles = (names: string[]) => names.filter((name, i) => names.indexOf(name) !== i);
  const desk = (code: string) => agencies.find((agency) => agency.code === code);
  return [
    ...doubles(agencies.map(({ code }) => code)).map((code) => `two agencies ${code}`),
    ...doubles(requests.map(({ type }) => type)).map((type) => `two request types ${type}`),
    ...requests.flatMap(({ type, channel, requesters, responders, follows, followsWhen, measure }) => [
      ...[...requesters, ...responders].filter((code) => !desk(code)).map((code) => `${type}: unknown agency ${code}`),
      ...[...channel === 'http' ? [] : requesters, ...responders].filter((code) => desk(code)?.desk === false).map((code) => `${type}: agency ${code} has no desk`),
      ...channel === 'http' ? requesters.filter((code) => desk(code) && desk(code)!.channel !== 'http').map((code) => `${type}: agency ${code} does not ask over HTTP`) : [],
      ...follows.filter((other) => !requests.some((request) => request.type === other)).map((other) => `${type}: follows ${other}, which does not exist`),
      ...[{ draft: measure?.renewal, act: 'renew' as const }, { draft: measure?.release, act: 'lift' as const }].flatMap(({ draft, act }) => draftFaults(requests, type, draft?.type, act)),
      ...Object.entries(followsWhen).flatMap(([other, rule]) => followFaults(rule, requests.find((request) => request.type === other)).map((fault) => `${type}: follows ${other} ${fault}`)),
    ]),
  ];
};

/** A later request that is drafted about a measure has to be one that may follow it and does that. */
function draftFaults(requests: readonly RequestContract[], type: string, later: string | undefined, act: 'renew' | 'lift'): string[] {
  if (later === undefined) return [];
  const contract = requests.find((request) => request.type === later);
  const fits = contract?.measure && actsOf(contract.measure).includes(act) && contract.follows.includes(type);
  return fits ? [] : [`${type}: its measure is to ${act} by ${later}, which does not`];
}

/** @throws BadDeclaration when agencies and request types do not fit each other */
export const createCatalogue = ({ agencies, requests }: { agencies: readonly Agency[]; requests: readonly RequestContract[] }): Catalogue => {
  const faults = faultsOf(agencies, requests);
  if (faults.length > 0) throw new BadDeclaration('Catalogue', faults);
  const byType = new Map(requests.map((contract) => [contract.type, contract]));
  const asks = (from: string, to: string) => requests.some(({ channel, requesters, responders }) => channel === 'lane' && requesters.includes(from) && responders.includes(to));
  return Object.freeze({
    agencies, contracts: requests,
    types: () => [...byType.keys()],
    find: (type: string) => byType.get(type),
    get(type: string) {
      const contract = byType.get(type);
      if (!contract) throw new RangeError(`no request type ${type}`);
      return contract;
    },
    agency: (code: string) => agencies.find((agency) => agency.code === code),
    joined: (from: string, to: string) => asks(from, to) || asks(to, from),
    sentBy: (agency: string) => requests.filter(({ requesters }) => requesters.includes(agency)),
    answeredBy: (agency: string) => requests.filter(({ responders }) => responders.includes(agency)),
  });
};

/** The catalogue of this product. */
export const catalogue = createCatalogue({ agencies: allAgencies, requests: allRequests });
