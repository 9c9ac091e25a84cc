import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { laneTopic, messageType, sourceOf, type EventAttributes } from '@lianzhi/contracts';
import { readAttributes } from '@lianzhi/exchange';
import { uuidv7 } from '@lianzhi/platform';
import { bank, court } from '../world/load';
import type { FaultWorld } from '../world/fault-world';
import { LaneWriter } from './lane-writer';
import type { Fault } from './fault';
import { leap } from './leap';

/** Old and new messages once more, in any order; `hours` of story time after the last of them. */
const replayed = (name: string, hours: number, short?: true): Fault => ({
  name, ...(short && { short }),
  run: async (context) => {
    const { world, lanes, pace } = context;
    const known = [...await lanes.read()];
    if (hours > 0) await leap(context, hours * 3_600_000, () => Promise.resolve());
    const again = Array.from({ length: Math.min(known.length, Math.round(300 * Math.max(pace, 0.2))) }, () => world.chance.pick(known));
    await new LaneWriter(world).publish(again);
    return `${again.length} copies`;
  },
});

/** Both sides move before either has heard of the other: the recipient's journal decides, and all three end alike. */
const crossing: Fault = {
  name: 'moves-that-cross', short: true,
  run: async ({ world, load, pace }) => {
    // Nobody else may answer them.
    await load.stop();
    const ids = (await Promise.all(Array.from({ length: Math.max(4, 12 * pace) }, () => load.ask('query-person')))).filter((id) => id !== undefined);
    await arrived(world, 'police', ids);
    for (const service of ['court', 'police']) world.way(service).kafka.set('cut');
    const statuses = (await Promise.all(ids.flatMap((id) => [load.withdraw(id), load.answer(id)]))).filter((status) => status < 300).length;
    await sleep(500);
    await world.heal();
    if (statuses <= ids.length) throw new Error('no two moves crossed');
    return `${statuses} moves of ${ids.length} requests`;
  },
};

/** @throws Error when some of these requests have not reached that desk within a minute */
async function arrived(world: FaultWorld, desk: string, ids: readonly string[]): Promise<void> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(100)) {
    if ((await world.database(desk).query('SELECT FROM request WHERE id = ANY($1::uuid[])', [ids])).rowCount === ids.length) return;
  }
  throw new Error(`not all of ${ids.length} requests reached ${desk}`);
}

/** What a stalled relay held is published in the wrong order, and then again by another. */
const reordered: Fault = {
  name: 'messages-reordered', short: true,
  run: async ({ world, load }) => {
    const writer = new LaneWriter(world);
    world.way('court').kafka.set('cut');
    await sleep(500);
    await Promise.all(Array.from({ length: 5 }, () => load.ask('query-deposits')));
    await Promise.all(Array.from({ length: 3 }, async () => {
      const id = await load.ask('query-person');
      if (id) await world.api.call(court, `/v1/requests/${id}/urges`, { body: {} });
    }));
    const { rows } = await world.database('court').query<{ topic: string; event: Buffer; request_id: string }>('SELECT topic, event, request_id FROM journal WHERE pending ORDER BY seq DESC');
    await writer.publish(rows.map(({ topic, event, request_id: key }) => ({ topic, key, value: writer.signed('court', topic, readAttributes(event), event) })));
    await world.heal();
    return `${rows.length} published the last first`;
  },
};

const poison: Fault = {
  name: 'poison', short: true,
  run: async ({ world, lanes, forged }) => {
    const topic = laneTopic('court', 'bank');
    const writer = new LaneWriter(world);
    const some = (await lanes.read()).find((record) => record.topic === topic)!;
    const key = some.key;
    const made = (more: Partial<EventAttributes>): Buffer => {
      const id = uuidv7();
      forged.add(id);
      const attributes: EventAttributes = {
        specversion: '1.0', id, source: sourceOf(court), type: messageType('submitted'), subject: uuidv7(), time: new Date().toISOString(), datacontenttype: 'application/jose',
        dataschema: 'urn:lianzhi:contract:query-deposits:1', recipient: bank, requesttype: 'query-deposits', urgency: 'ordinary', sequence: 1, thread: randomUUID(), datadigest: 'AAAA', ...more,
      };
      return writer.signed('court', topic, attributes, Buffer.from(JSON.stringify({ ...attributes, data: 'e30.e30.e30.e30.e30' })));
    };
    const spoilt = Buffer.from(some.value.toString().replace(/"urgency":"\w+"/, '"urgency":"critical"').replace(/"id":"[0-9a-f]{4}/, '"id":"0000'));
    forged.add((JSON.parse(spoilt.toString()) as { id: string }).id);
    const values: (Buffer | null)[] = [
      Buffer.from('{"type":'), Buffer.from([0, 1, 2, 255]), null, Buffer.from('[]'), Buffer.from('"text"'), Buffer.alloc(200_000, 'x'), spoilt,
      // Authentic, and nothing that a desk can take.
      made({}), made({ type: 'lianzhi.request.danced.v1' }), made({ type: 'lianzhi.request.submitted.v9' }), made({ requesttype: 'no-such-type' }), made({ urgency: 'a\u0000b' }),
      made({ sequence: 0 }), made({ sequence: 2_147_483_648 }), made({ until: '2025-99-99' }), made({ recipient: 'nobody-000000' }), made({ type: messageType('withdrawn'), sequence: 7 }),
    ];
    await writer.publish(values.map((value) => ({ topic, key, value })));
    return `${values.length} kinds`;
  },
};

const slowBackEnd: Fault = {
  name: 'slow-back-end',
  run: async ({ world, load, pace }) => {
    await setCoreBanking(world.api.coreBankingUrl, { delayMs: 2_000 });
    await load.ask('freeze-account');
    await sleep(2_500 + 17_500 * pace);
    await setCoreBanking(world.api.coreBankingUrl, {});
    return '2 s for each call';
  },
};

/** Carried out, and the answer lost, so that nobody at the bank knows. */
const answersLost: Fault = {
  name: 'answers-of-core-banking-lost', short: true,
  run: async ({ world, load, pace }) => {
    const lost = Math.max(3, Math.round(10 * pace));
    await setCoreBanking(world.api.coreBankingUrl, { loseAnswers: lost, errorRate: 0.2 });
    for (let n = 0; n < lost; n += 1) await load.ask(n % 2 === 0 ? 'freeze-account' : 'query-deposits');
    await sleep(3_000);
    await setCoreBanking(world.api.coreBankingUrl, {});
    return `${lost} answers`;
  },
};

async function setCoreBanking(url: string, faults: object): Promise<void> {
  const answer = await fetch(`${url}/faults`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) });
  if (!answer.ok) throw new Error(`core banking answered ${answer.status}`);
}

export const messageFaults: readonly Fault[] = [replayed('messages-replayed', 0, true), replayed('messages-replayed-from-days-ago', 72), crossing, reordered, poison, slowBackEnd, answersLost];
