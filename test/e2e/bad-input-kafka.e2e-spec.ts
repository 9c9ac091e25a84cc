import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { snappyLiterals } from '../support/snappy-literals';
import { decodeProof, EcdsaSigner, encodeProof, generateOperatorKeys } from '@lianzhi/exchange';
import { uuidv7 } from '@lianzhi/platform';
import { until, type RequestEnds } from '../../deploy/local/stories';
import { Forger, type Composed, type Sent } from './support/forger';
import { Scene } from './support/scene';
import { useSystem } from './support/shared-system';

const lane = 'exchange.court.police';
const system = useSystem();
let scene: Scene;
let forger: Forger;

beforeAll(async () => {
  scene = await Scene.at(system(), '2025-11-14T09:00:00+08:00');
  forger = new Forger(system(), 'court');
});

const urge = (request: RequestEnds, sequence: number): Composed => forger.compose('urged', request, 'requester', { sequence });

async function deadLetterAt(service: string, { topic, partition, offset }: Sent): Promise<{ reason: string; authentic: boolean } | undefined> {
  const look = async () => (await system().database(service).query<{ reason: string; authentic: boolean }>(
    'SELECT reason, authentic FROM dead_letter WHERE topic = $1 AND partition = $2 AND "offset" = $3', [topic, partition, offset])).rows[0];
  return until(look, (found) => found !== undefined, { deadlineMs: 20_000 });
}

interface Standing { move: string; standing: string; sequence: number | null }
const timeline = async (organisation: string, { id }: RequestEnds): Promise<Standing[]> =>
  (await system().api.get<{ items: Standing[] }>(organisation, `/v1/requests/${id}/timeline`)).items;

/** The recipient's desk has taken the requester's message of that sequence. */
async function taken(request: RequestEnds, sequence: number): Promise<void> {
  const seen = await until(() => timeline(request.to, request), (items) => items.some((item) => item.move === 'urged' && item.sequence === sequence && item.standing === 'confirmed'), { deadlineMs: 20_000 });
  expect(seen.filter(({ move }) => move === 'urged')).toContainEqual(expect.objectContaining({ sequence, standing: 'confirmed' }));
}

/** Each is sent for a request of its own, whose next, good message comes behind it on the same partition. */
const unbelievable: { name: string; reason: string; value(request: RequestEnds): Buffer | string }[] = [
  { name: 'that are no JSON', reason: 'broken-event', value: () => '{"specversion":' },
  { name: 'that are no CloudEvents', reason: 'broken-event', value: (request) => JSON.stringify({ ...urge(request, 2).event, specversion: undefined }) },
  { name: 'without a proof', reason: 'broken-event', value: (request) => JSON.stringify(urge(request, 2).event) },
  { name: 'with a time that is none', reason: 'broken-event', value: (request) => { const { topic, event } = urge(request, 2); return forger.sign({ topic, event: { ...event, time: 'yesterday' } }); } },
  { name: 'of 1 MiB', reason: 'broken-event', value: () => Buffer.alloc(1024 * 1024, 'x') },
  { name: 'with an attribute changed after signing', reason: 'wrong-signature', value: (request) => JSON.stringify({ ...(JSON.parse(forger.sign(urge(request, 2)).toString()) as object), urgency: 'critical' }) },
  { name: 'signed for another lane', reason: 'wrong-signature', value: (request) => forger.sign({ ...urge(request, 2), topic: 'exchange.court.bank' }) },
  {
    name: 'with a wrong inclusion path', reason: 'wrong-path', value: (request) => {
      const event = JSON.parse(forger.sign(urge(request, 2), { siblings: [urge(request, 3)] }).toString()) as { proof: string };
      return JSON.stringify({ ...event, proof: encodeProof({ ...decodeProof(event.proof)!, path: [] }) });
    },
  },
  {
    name: 'with the path of another message', reason: 'wrong-signature', value: (request) => {
      const event = JSON.parse(forger.sign(urge(request, 2), { siblings: [urge(request, 3)] }).toString()) as { proof: string };
      return JSON.stringify({ ...event, proof: encodeProof({ ...decodeProof(event.proof)!, path: [Buffer.alloc(32, 7)] }) });
    },
  },
  { name: 'with a key that the directory does not know', reason: 'unknown-key', value: (request) => forger.sign(urge(request, 2), { signer: EcdsaSigner.of(generateOperatorKeys('court', '2020-01-01T00:00:00Z').privateKeys) }) },
  { name: "with another operator's key", reason: 'wrong-key', value: (request) => forger.sign(urge(request, 2), { signer: new Forger(system(), 'bank').signer }) },
  { name: 'in the name of an organisation that the operator does not speak for', reason: 'not-its-operator', value: (request) => { const { topic, event } = urge(request, 2); return forger.sign({ topic, event: { ...event, source: '/organisations/procuratorate-141031' } }); } },
  { name: 'from an organisation that nobody knows', reason: 'unknown-organisation', value: (request) => { const { topic, event } = urge(request, 2); return forger.sign({ topic, event: { ...event, source: '/organisations/court-999999' } }); } },
];

describe('messages that are not believed become dead letters, and those behind them are taken', () => {
  it.each(unbelievable)('$name', async ({ reason, value }) => {
    const request = await scene.deliver('query-person', 'police-141031');
    const sent = await forger.publish(lane, request.id, value(request));
    const good = urge(request, 2);
    await forger.publish(lane, request.id, forger.sign(good));
    expect(await deadLetterAt('police', sent)).toEqual({ reason, authentic: false });
    await taken(request, 2);
  });
});

describe('authentic messages', () => {
  it.each(['lianzhi.request.urged.v2', 'org.example.coffee'])('of the type %s are dead letters that use up their sequence; the sender is told', async (type) => {
    const request = await scene.deliver('query-person', 'police-141031');
    const { topic, event } = urge(request, 2);
    const unknown = { topic, event: { ...event, type } };
    await forger.publish(lane, request.id, forger.sign(unknown));
    await forger.publish(lane, request.id, forger.sign(urge(request, 3)));
    await taken(request, 3);
    const { rows } = await system().database('police').query('SELECT reason, authentic FROM dead_letter WHERE message_id = $1', [event.id]);
    expect(rows).toEqual([{ reason: 'unknown-type', authentic: true }]);
    expect((await timeline('police-141031', request)).map(({ move }) => move)).toContain('rejected');
  });

  it('a reply to a request that was never sent: a dead letter, and no answer', async () => {
    const police = new Forger(system(), 'police');
    const unknown = { id: uuidv7(), from: 'court-141031', to: 'police-141031' };
    const reply = police.compose('accepted', unknown, 'recipient', { sequence: 1, of: 1 });
    const sent = await police.publish(reply.topic, unknown.id, police.sign(reply));
    const found = await until(async () => (await system().database('court').query<{ reason: string }>('SELECT reason FROM dead_letter WHERE message_id = $1', [reply.event.id])).rows[0], (letter) => letter !== undefined, { deadlineMs: 20_000 });
    expect([sent.topic, found?.reason]).toEqual(['exchange.police.court', 'unknown-request']);
    const { rows } = await system().database('court').query('SELECT 1 FROM journal WHERE request_id = $1 AND direction = $2', [unknown.id, 'o']);
    expect(rows).toEqual([]);
  });

  it('a duplicate changes nothing', async () => {
    const request = await scene.deliver('query-person', 'police-141031');
    const { rows: [stored] } = await system().database('police').query<{ event: Buffer }>(`SELECT event FROM journal WHERE request_id = $1 AND direction = 'i' AND sequence = 1`, [request.id]);
    const before = await timeline('police-141031', request);
    await forger.publish(lane, request.id, stored!.event);
    await forger.publish(lane, request.id, forger.sign(urge(request, 2)));
    await taken(request, 2);
    expect((await timeline('police-141031', request)).filter(({ move, sequence }) => move !== 'urged' && sequence === 1)).toEqual(before);
  });

  it('an old sequence under a new id changes nothing', async () => {
    const request = await scene.deliver('query-person', 'police-141031');
    const old = forger.compose('withdrawn', request, 'requester', { sequence: 1 }, { reason: '作废' });
    await forger.publish(lane, request.id, forger.sign(old));
    await forger.publish(lane, request.id, forger.sign(urge(request, 2)));
    await taken(request, 2);
    expect((await scene.sides(request)).recipient?.state).toBe('delivered');
  });

  it('behind a gap wait, without holding up others, until what is missing comes', async () => {
    const request = await scene.deliver('query-person', 'police-141031');
    const other = await scene.deliver('query-person', 'police-141031');
    const ahead = urge(request, 3);
    await forger.publish(lane, request.id, forger.sign(ahead));
    const parked = await until(async () => (await system().database('police').query<{ handling: string; waiting_for: string }>('SELECT handling, waiting_for FROM journal WHERE message_id = $1', [ahead.event.id])).rows[0],
      (row) => row?.handling === 'p', { deadlineMs: 20_000 });
    expect(parked).toEqual({ handling: 'p', waiting_for: 'predecessor' });
    expect((await scene.move('court-141031', other, 'urges')).status).toBe(200);
    await taken(other, 2);
    await forger.publish(lane, request.id, forger.sign(urge(request, 2)));
    await taken(request, 2);
    await taken(request, 3);
  });

  it('a move that the state does not allow is answered `rejected`', async () => {
    const request = await scene.deliver('query-person', 'police-141031');
    const closing = forger.compose('closed', request, 'requester');
    await forger.publish(lane, request.id, forger.sign(closing));
    const seen = await until(() => timeline('police-141031', request), (items) => items.some(({ move }) => move === 'rejected'), { deadlineMs: 20_000 });
    expect(seen.map(({ move }) => move).sort()).toEqual(['closed', 'rejected', 'submitted', 'taken']);
    expect((await scene.sides(request)).recipient?.state).toBe('delivered');
  });

  it('compressed with snappy are taken: the broker rewrites them', async () => {
    const request = await scene.deliver('query-person', 'police-141031');
    const codecs = CompressionCodecs as Record<number, unknown>;
    const before = codecs[CompressionTypes.Snappy];
    codecs[CompressionTypes.Snappy] = () => ({ compress: async ({ buffer }: { buffer: Buffer }) => snappyLiterals(buffer) });
    try {
      await forger.publish(lane, request.id, forger.sign(urge(request, 2)), CompressionTypes.Snappy);
    } finally {
      codecs[CompressionTypes.Snappy] = before;
    }
    await taken(request, 2);
  });
});
