import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importJWK, SignJWT, type JWK } from 'jose';
import type { Answer } from '../../deploy/local/stories';
import { newPersonId, Scene } from './support/scene';
import { SUSPENDED } from './support/start-system';
import { useSystem } from './support/shared-system';

const court = 'court-141031';
const police = 'police-141031';
const bank = 'bank-icbc-141031';
const company = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };

const system = useSystem();
let scene: Scene;
beforeAll(async () => { scene = await Scene.at(system(), '2025-11-12T09:00:00+08:00'); });

const submit = (body: unknown, by = court): Promise<Answer> => system().api.call(by, '/v1/requests', { body });
const count = async (): Promise<number> => (await system().api.get<{ items: unknown[] }>(court, `/v1/requests?q=${encodeURIComponent(scene.caseNumber)}&limit=200`)).items.length;
const pointers = ({ body }: Answer): unknown[] => ((body.errors ?? []) as { pointer?: string }[]).map(({ pointer }) => pointer);

/** A whole body with one thing wrong, and how it is refused. */
interface Refused { name: string; type?: string; to?: string; change?: Record<string, unknown>; details?: Record<string, unknown>; status?: number; error: string; pointer?: string }

const refused: Refused[] = [
  { name: 'an unknown type', change: { type: 'fetch-coffee' }, error: 'unknown-type', pointer: '/type' },
  { name: 'an unknown organisation', change: { to: 'police-999999' }, error: 'unknown-organisation', pointer: '/to' },
  { name: 'a suspended organisation', change: { to: SUSPENDED }, error: 'suspended-organisation', pointer: '/to' },
  { name: 'a recipient that does not answer the type', change: { to: bank }, error: 'recipient-does-not-answer', pointer: '/to' },
  { name: 'a wrong checksum', change: { subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124514' } }, error: 'invalid', pointer: '/subject/idNumber' },
  { name: 'someone who is not a debtor of the case', change: { subject: { kind: 'person', name: '张某甲', idNumber: newPersonId() } }, error: 'not-a-debtor', pointer: '/subject/idNumber' },
  { name: 'a case that is not known', change: { caseNumber: '（2025）晋1031号' }, error: 'invalid', pointer: '/caseNumber' },
  { name: 'a case of nobody', change: { caseNumber: '（2025）晋1031执9999999号' }, error: 'unknown-case', pointer: '/caseNumber' },
  { name: 'an impossible date', type: 'locate-debtor', details: { watchUntil: '2026-02-30' }, error: 'invalid', pointer: '/details/watchUntil' },
  { name: 'a date that is past', type: 'locate-debtor', details: { watchUntil: '2025-11-11' }, error: 'invalid', pointer: '/details/watchUntil' },
  ...['0.00', '-1.00', '1.234', '1', 100].map((amount): Refused => ({ name: `the amount ${amount}`, type: 'freeze-account', to: bank, details: { amount }, error: 'invalid', pointer: '/details/amount' })),
  { name: 'a freeze longer than the law allows', type: 'freeze-account', to: bank, details: { from: '2025-11-12', until: '2026-11-13' }, error: 'invalid', pointer: '/details/until' },
  { name: 'an unknown field', change: { colour: 'red' }, error: 'invalid', pointer: '/colour' },
  { name: 'a document that nobody uploaded', change: { documents: [randomUUID()] }, error: 'unknown-document', pointer: '/documents/0' },
  { name: 'NUL in text', details: { purpose: 'a\u0000b' }, error: 'invalid', pointer: '/details/purpose' },
  { name: 'a lone surrogate in text', details: { purpose: 'a\ud800b' }, error: 'invalid', pointer: '/details/purpose' },
];

describe('a submission is refused, and nothing is left of it', () => {
  it.each(refused)('$name', async ({ type = 'query-person', to = police, change = {}, details = {}, status = 422, error, pointer }) => {
    const before = await count();
    const body = await scene.body(type, to, { details });
    const answer = await submit({ ...body, ...change });
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    if (pointer !== undefined) expect(pointers(answer)).toContain(pointer);
    expect(JSON.stringify(answer.body)).not.toContain(scene.debtor.idNumber);
    expect(await count()).toBe(before);
  });

  it('missing documents, named one by one', async () => {
    const answer = await submit({ ...(await scene.body('locate-debtor', police, { details: { wanted: 'custody' } })), documents: [] });
    expect([answer.status, answer.body.error, answer.body.missing]).toEqual([422, 'documents-missing', ['协助查控被执行人通知书', '拘留决定书']]);
  });

  it("another organisation's document", async () => {
    const form = new FormData();
    form.set('kind', '协助查询通知书');
    form.set('file', new Blob(['x']), 'x.txt');
    const { id } = await system().api.get<{ id: string }>('court-140108', '/v1/documents', { method: 'POST', form });
    const answer = await submit({ ...(await scene.body('query-person', police)), documents: [id] });
    expect([answer.status, answer.body.error]).toEqual([422, 'unknown-document']);
    expect((await system().api.call(court, `/v1/documents/${id}`)).status).toBe(404);
  });

  it('a type that this sender may not send, before its fields are looked at', async () => {
    const answer = await submit({ type: 'freeze-account', to: bank, details: { amount: 'much' } }, police);
    expect([answer.status, answer.body.error]).toEqual([403, 'not-permitted']);
  });
});

describe('documents', () => {
  const upload = (content: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): Promise<Answer> => {
    const form = new FormData();
    form.set('kind', '照片');
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([content]), 'x.bin');
    return system().api.call(court, '/v1/documents', { form });
  };

  it('of 20 MiB are taken, larger ones not', async () => {
    const content = new Uint8Array(20 * 1024 * 1024);
    expect((await upload(content)).status).toBe(201);
    const answer = await upload(new Uint8Array(content.length + 1));
    expect([answer.status, answer.body.error]).toEqual([413, 'too-large']);
  });

  it('whose hash differs are refused', async () => {
    const content = new Uint8Array([1, 2, 3]);
    expect((await upload(content, { sha256: createHash('sha256').update(content).digest('hex') })).status).toBe(201);
    const answer = await upload(content, { sha256: 'a'.repeat(64) });
    expect([answer.status, answer.body.error, pointers(answer)]).toEqual([422, 'invalid', ['/sha256']]);
  });
});

describe('moves', () => {
  it('are refused in a state that does not allow them, naming what is allowed', async () => {
    const request = await scene.deliver('query-person', police);
    const closed = await scene.move(court, request, 'closure');
    expect([closed.status, closed.body.error]).toEqual([409, 'move-not-allowed']);
    expect((closed.body.allowed as string[]).sort()).toEqual(['supplements', 'urges', 'withdrawal']);
    expect((await scene.sides(request)).recipient?.state).toBe('delivered');
  });

  it("of the other side are 403, of another's request 404", async () => {
    const request = await scene.deliver('query-person', police);
    expect((await scene.move(court, request, 'accept')).status).toBe(403);
    expect((await scene.move(police, request, 'withdrawal', { reason: 'x' })).status).toBe(403);
    expect((await scene.move('police-140108', request, 'accept')).status).toBe(404);
    expect((await scene.move('court-140108', request, 'withdrawal', { reason: 'x' })).status).toBe(404);
    expect((await scene.move(police, { ...request, id: randomUUID() }, 'accept')).status).toBe(404);
  });

  it('a reply without outcome, "nothing found" without a source, and an unknown outcome', async () => {
    const request = await scene.deliver('query-person', police);
    const answers = [{ final: true }, { final: true, outcome: 'none_proven', details: {} }, { final: true, outcome: 'nothing' }];
    for (const body of answers) expect((await scene.move(police, request, 'replies', body)).status).toBe(422);
    expect((await scene.sides(request)).recipient?.state).toBe('delivered');
  });
});

describe('calls', () => {
  const raw = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${system().api.urlOf('court')}/v1/requests`, {
      method: 'POST', body, headers: { authorization: `Bearer ${await system().api.token(court)}`, 'content-type': 'application/json', ...headers },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('the same idempotency key with another body', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = await scene.body('query-person', police);
    const first = await system().api.call(court, '/v1/requests', { body, headers: key });
    const again = await system().api.call(court, '/v1/requests', { body, headers: key });
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const other = await system().api.call(court, '/v1/requests', { body: { ...body, urgency: 'urgent' }, headers: key });
    expect([other.status, other.body.error]).toEqual([422, 'idempotency-key-reused']);
  });

  it('broken JSON, bytes that are no UTF-8, and bodies of 2 MiB', async () => {
    expect((await raw('{"type":')).body.error).toBe('broken-json');
    expect((await raw(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400);
    const big = await raw(JSON.stringify({ ...(await scene.body('query-person', police)), note: 'x'.repeat(2 * 1024 * 1024) }));
    expect([big.status, big.body.error]).toEqual([413, 'too-large']);
  });

  it('list parameters outside their range', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'state=lost', 'box=in', 'cursor=x', 'dueBefore=tomorrow']) {
      expect([query, (await system().api.call(court, `/v1/requests?${query}`)).status]).toEqual([query, 422]);
    }
    expect((await system().api.call(court, '/v1/requests?limit=200')).status).toBe(200);
  });

  describe('tokens', () => {
    const withToken = async (token: string | undefined, service = 'court'): Promise<number> =>
      (await fetch(`${system().api.urlOf(service)}/v1/requests`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })).status;
    const sign = async (claims: { aud?: string; exp?: number; iss?: string }): Promise<string> => {
      const { jwks: { keys: [jwk] } } = JSON.parse(readFileSync(join(system().state.home, 'identity-keys.json'), 'utf8')) as { jwks: { keys: JWK[] } };
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ organisation: court, roles: ['system'], client_id: `${court}-system` }).setProtectedHeader({ alg: 'ES256', kid: jwk!.kid!, typ: 'at+jwt' })
        .setIssuer(claims.iss ?? system().state.issuer).setAudience(claims.aud ?? 'urn:lianzhi:api').setSubject(`${court}-system`).setIssuedAt(now - 7200).setExpirationTime(claims.exp ?? now + 600)
        .sign(await importJWK(jwk!, 'ES256'));
    };

    it('that are good pass', async () => expect(await withToken(await sign({}))).toBe(200));
    it('none', async () => expect(await withToken(undefined)).toBe(401));
    it('that have expired', async () => expect(await withToken(await sign({ exp: Math.floor(Date.now() / 1000) - 60 }))).toBe(401));
    it('of the wrong audience', async () => expect(await withToken(await sign({ aud: 'urn:other' }))).toBe(401));
    it('of another issuer', async () => expect(await withToken(await sign({ iss: 'http://127.0.0.1:1' }))).toBe(401));
    it('whose signature is broken', async () => expect(await withToken((await sign({})).replace(/.{6}$/, 'AAAAAA'))).toBe(401));
    it('of an organisation that this desk does not run', async () => expect(await withToken(await system().api.token(police))).toBe(403));
  });
});

it('a company asks for a company: what is no person is refused where only persons are meant', async () => {
  const answer = await submit({ ...(await scene.body('query-person', police)), subject: company });
  expect([answer.status, answer.body.error]).toEqual([422, 'invalid']);
});
