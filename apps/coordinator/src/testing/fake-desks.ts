import { catalogue, messageType, organisationOf, parseLane, sourceOf, type EventAttributes, type LianzhiEvent, type MoveName } from '@lianzhi/contracts';
import {
  buildDirectory, ContentKeys, Directory, DirectoryReader, EcdsaSigner, EventComposer, generateOperatorKeys, generateRootKey, leafBytes, publishDirectory, readEvent,
  signDirectory, withProof, type DirectoryRecord, type Draft, type Jwk, type MessageBus, type OperatorKeys, type OutgoingEntry, type SignedRecord,
} from '@lianzhi/exchange';
import { uuidv7, type BusinessClock } from '@lianzhi/platform';

const organisationsCsv = `code,agency,operator,region,parent,name
court-000000,court,court,000000,,court 000000
court-140000,court,court,140000,court-000000,court 140000
court-140100,court,court,140100,court-140000,court 140100
court-140108,court,court,140108,court-140100,court 140108
police-140108,police,police,140108,,police 140108
police-150207,police,police,150207,,police 150207
bank-icbc-140108,bank,bank,140108,,bank 140108
supervisor-000000,supervisor,,000000,,supervisor 000000
supervisor-140000,supervisor,,140000,supervisor-000000,supervisor 140000
supervisor-140100,supervisor,,140100,supervisor-140000,supervisor 140100
`;

export interface TestTrust {
  signed: SignedRecord[];
  root: Jwk;
  /** Further records, as the root key signs them. */
  sign(records: readonly DirectoryRecord[]): SignedRecord[];
  keysOf(operator: string): OperatorKeys;
}

/** Keys of three operators and the coordinator, and the directory that lists them. */
export function testTrust(): TestTrust {
  const operators = ['court', 'police', 'bank', 'coordinator'];
  const validFrom = '2020-01-01T00:00:00Z';
  const generated = new Map(operators.map((code) => [code, generateOperatorKeys(code, validFrom)]));
  const root = generateRootKey();
  const records = buildDirectory({
    operators: operators.map((code) => ({ code, agency: code })), organisationsCsv, validFrom, keys: [...generated.values()].flatMap(({ records: keys }) => keys),
  });
  const signed = signDirectory(records, root.privateJwk);
  return { signed, root: root.publicJwk, sign: (further) => signDirectory(further, root.privateJwk, signed), keysOf: (code) => generated.get(code)!.privateKeys };
}

export interface TestInstallation {
  coordinatorKeys: OperatorKeys;
  /** Puts a further record into the directory while it is read. */
  publish(record: DirectoryRecord): Promise<void>;
  readDirectory(bus: MessageBus): Promise<{ directory: Directory; reader: DirectoryReader }>;
  desks: FakeDesks;
}

/** A published directory, and desks that send what a spec says. */
export async function testInstallation(bus: MessageBus, clock: BusinessClock): Promise<TestInstallation> {
  const { signed, root, sign, keysOf } = testTrust();
  await publishDirectory(bus, signed, new Directory(root));
  const readDirectory: TestInstallation['readDirectory'] = async (own) => {
    const reader = new DirectoryReader(own, new Directory(root));
    await reader.start();
    return { directory: reader.directory, reader };
  };
  const publish: TestInstallation['publish'] = async (record) => { await publishDirectory(bus, sign([record]), new Directory(root)); };
  return { coordinatorKeys: keysOf('coordinator'), publish, readDirectory, desks: new FakeDesks(() => bus, directoryOf(signed, root), keysOf, clock) };
}

export function directoryOf(signed: readonly SignedRecord[], root: Jwk): Directory {
  const directory = new Directory(root);
  for (const record of signed) directory.apply(record);
  return directory;
}

type Sent = Partial<Pick<EventAttributes, 'of' | 'outcome' | 'milestone' | 'until' | 'urgency' | 'sequence'>>;

/** Sends signed messages as desks would; each sender's sequence counts by itself. */
export class FakeDesks {
  private readonly sequences = new Map<string, number>();

  constructor(
    /** The bus as that operator sees it. */
    private readonly busOf: (operator: string) => Pick<MessageBus, 'publish' | 'readToEnd'>,
    private readonly directory: Directory,
    private readonly keysOf: (operator: string) => OperatorKeys,
    private readonly clock: BusinessClock,
  ) {}

  async submit(from: string, to: string, type = 'query-person', urgency = 'ordinary'): Promise<TestRequest> {
    const request = new TestRequest(uuidv7(), from, to, type, urgency);
    await this.send(request, from, 'submitted');
    return request;
  }

  /** Publishes at once. */
  async send(request: TestRequest, by: string, move: MoveName, more: Sent = {}): Promise<void> {
    await this.publish([this.compose(request, by, move, more)]);
  }

  /** The message alone: published later, or never. */
  compose(request: TestRequest, by: string, move: MoveName, more: Sent = {}): OutgoingEntry {
    const key = `${request.id} ${by}`;
    const sequence = more.sequence ?? (this.sequences.get(key) ?? 0) + 1;
    this.sequences.set(key, Math.max(sequence, this.sequences.get(key) ?? 0));
    const draft: Draft = {
      id: uuidv7(), source: sourceOf(by), type: messageType(move), subject: request.id, dataschema: `urn:lianzhi:contract:${request.type}:1`,
      recipient: by === request.from ? request.to : request.from, requesttype: request.type, urgency: request.urgency, thread: request.id, ...more, sequence,
    };
    return this.composerOf(this.directory.operatorOf(by)!).compose(draft, {});
  }

  async publish(entries: readonly OutgoingEntry[]): Promise<void> {
    for (const entry of entries) {
      const { from } = parseLane(entry.topic)!;
      const [proof] = EcdsaSigner.of(this.keysOf(from)).signBatch([leafBytes(entry.attributes, entry.topic)]);
      await this.busOf(from).publish([{ topic: entry.topic, key: entry.attributes.subject, value: withProof(entry.event, proof!), contentType: 'application/cloudevents+json' }]);
    }
  }

  /** Notices that an operator's desk has got about the request. */
  async notices(operator: string, request: TestRequest): Promise<LianzhiEvent[]> {
    const found: LianzhiEvent[] = [];
    for await (const records of this.busOf(operator).readToEnd([`notices.${operator}`], new Map())) {
      found.push(...records.map(({ value }) => readEvent(value!)).filter(({ subject }) => subject === request.id));
    }
    return found;
  }

  private composerOf(operator: string): EventComposer {
    return new EventComposer(operator, this.directory, new ContentKeys(operator, this.keysOf(operator), this.directory), this.clock);
  }
}

export class TestRequest {
  constructor(readonly id: string, readonly from: string, readonly to: string, readonly type: string, readonly urgency: string) {
    catalogue.get(type);
  }
}

/** What a notice says, in short: `<kind> <step> → <organisation>`. */
export const told = ({ type, step, source, recipient }: LianzhiEvent): string => `${type.split('.')[2]} ${step ?? ''} ${organisationOf(source)}→${recipient}`;
