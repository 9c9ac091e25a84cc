import { request as httpRequest } from 'node:http';
import request from 'supertest';
import { openPack, verifyEvidence, type EvidenceManifest, type EvidenceReport } from '@lianzhi/exchange';
import { uuidv7 } from '@lianzhi/platform';
import { court, CourtWorld, otherPolice as elsewhere, police, until } from '../../apps/court/src/testing/court-world';

jest.setTimeout(120_000);

/** `GET /v1/requests/{id}/evidence` as a caller meets it. */
describe('the resource evidence', () => {
  let world: CourtWorld;
  let id: string;

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'police']);
    await world.call(court, 'put', '/v1/cases/（2025）晋1031执312号', { cause: '买卖合同纠纷', debtors: [{ kind: 'person', name: '张某甲', idNumber: '142629198703124515' }], amountOwed: '186400.00' });
    const example = await world.example('query-person', court, police, { caseNumber: '（2025）晋1031执312号', subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' } });
    const { status, body } = await world.call(court, 'post', '/v1/requests', example, { 'idempotency-key': uuidv7() });
    expect([status, body]).toMatchObject([201, {}]);
    id = body.id;
    await until(async () => (await world.call(court, 'get', `/v1/requests/${id}`)).body['state'] === 'delivered');
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const path = (of = id): string => `/v1/requests/${of}/evidence`;
  const rowsOf = async (target: string) => (await world.desk('court').context.exchange.pool.query<{ organisation: string; allowed: boolean }>(`SELECT organisation, allowed FROM access_record WHERE target = $1 AND action = 'evidence'`, [target])).rows;

  async function download(organisation: string): Promise<{ status: number; headers: Record<string, string>; content: Buffer }> {
    const { status, headers, body } = await request(world.urlOf(organisation)).get(path()).set('authorization', `Bearer ${await world.token(organisation)}`).buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
      });
    return { status, headers: headers as Record<string, string>, content: body as Buffer };
  }

  async function verified(content: Buffer): Promise<{ report: EvidenceReport; manifest: EvidenceManifest }> {
    const pack = await openPack(content);
    const report = await verifyEvidence(pack, { root: world.desk('court').context.exchange.directory.rootKeys[0] });
    const manifest = JSON.parse(String(await pack.read('manifest.json'))) as EvidenceManifest;
    pack.close();
    return { report, manifest };
  }

  it.each([court, police])('%s gets a zip that is not to be cached and verifies; it says who asked', async (organisation) => {
    let found: Awaited<ReturnType<typeof download>> | undefined;
    await until(async () => {
      found = await download(organisation);
      return (await verified(found.content)).report.holds;
    }, 60_000);
    expect(found).toMatchObject({ status: 200, headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="lianzhi-evidence-${id}.zip"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } });
    const { report, manifest } = await verified(found!.content);
    expect(manifest).toMatchObject({ request: id, operator: organisation.split('-')[0], askedBy: { organisation, client: `${organisation}-system` } });
    expect(report.messages.map(({ type }) => type.split('.')[2])).toEqual(['submitted', 'taken']);
    // Every message with its data and, of the request, each document.
    expect(Object.keys(manifest.files).filter((name) => /^entries\/\d+\/data\.json$/.test(name))).toHaveLength(2);
    expect(Object.keys(manifest.files).filter((name) => name.startsWith('documents/')).length).toBeGreaterThan(0);
  });

  it('is for the two organisations of the request: to others it does not exist, and that they asked is recorded', async () => {
    for (const [organisation, of] of [[elsewhere, id], [court, uuidv7()], [court, 'x'], [court, `${id}'`]] as const) {
      const { status, body } = await world.call(organisation, 'get', path(of));
      expect([of, status, body['error'], body['type']]).toEqual([of, 404, 'not-found', expect.any(String)]);
    }
    expect((await request(world.urlOf(court)).get(path())).status).toBe(401);
    for (const roles of [['party'], []]) expect([roles, (await world.call(court, 'get', path(), undefined, {}, { roles })).status]).toEqual([roles, 403]);
    for (const method of ['post', 'put'] as const) expect([method, (await world.call(court, method, path(), {})).status]).toEqual([method, expect.any(Number)]);
    expect(await rowsOf(id)).toContainEqual({ organisation: court, allowed: true });
    const { rows } = await world.desk('police').context.exchange.pool.query('SELECT organisation, allowed FROM access_record WHERE target = $1 AND NOT allowed', [id]);
    expect(rows).toEqual([{ organisation: elsewhere, allowed: false }]);
  });

  it('a reader that goes away, and many that ask at once, leave the desk as it was', async () => {
    const authorization = `Bearer ${await world.token(court)}`;
    await new Promise<void>((done) => {
      const asked = httpRequest(`${world.urlOf(court)}${path()}`, { headers: { authorization } }, (response) => response.once('data', () => { response.destroy(); done(); }));
      asked.end();
    });
    const many = await Promise.all(Array.from({ length: 8 }, () => download(court)));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await world.call(court, 'get', `/v1/requests/${id}`)).status).toBe(200);
  });

  it('what failed is in it: a message that became a dead letter, and a record that nobody vouches for', async () => {
    const { pool } = world.desk('court').context.exchange;
    await pool.query(`INSERT INTO dead_letter (id, topic, partition, "offset", authentic, reason, request_id, value) VALUES (gen_random_uuid(), 'exchange.police.court', 0, 999, false, 'wrong-signature', $1, 'forged')`, [id]);
    const { rows: [taken] } = await pool.query<{ seq: string }>(`UPDATE journal SET handling = 'x' WHERE request_id = $1 AND direction = 'i' RETURNING seq`, [id]);
    await pool.query(`INSERT INTO dead_letter (id, journal_seq, topic, partition, "offset", authentic, reason, request_id) VALUES (gen_random_uuid(), $2, 'exchange.police.court', 0, 998, true, 'invalid-data', $1)`, [id, taken!.seq]);
    const { report } = await verified((await download(court)).content);
    const notes = report.findings.filter(({ verdict }) => verdict === 'note').map(({ code, detail }) => `${code} ${detail ?? ''}`);
    expect([report.holds, notes]).toEqual([true, ['dead-letter invalid-data', 'refused-record ']]);
  });
});
