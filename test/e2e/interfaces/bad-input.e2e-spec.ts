import { randomUUID } from 'node:crypto';
import type { ApiClient, Json } from './api-client';
import { connect, disconnect } from './connect';
import { bank, court, debtor, exampleBody, inState, newCaseNumber, otherCourt, police, putCase, submit, upload } from './exchange-world';

const company = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const day = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('bad input is refused, and nothing is left of it', () => {
  let api: ApiClient;
  const examples = new Map<string, Json>();
  const example = async (type: string, to: string): Promise<Json> => {
    if (!examples.has(type)) examples.set(type, await exampleBody(api, type, to));
    return structuredClone(examples.get(type));
  };
  /** Refused with that status, and no request of that case is there. */
  async function refused(status: number, body: Json, pointer?: string): Promise<Json> {
    const caseNumber = encodeURIComponent(String(body.caseNumber));
    const before = (await api.expect(200, court, `/v1/requests?limit=200&q=${caseNumber}`)).items.length;
    const answer = await api.at(court, '/v1/requests', { body });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringMatching(/^application\/problem\+json/)]);
    expect(answer.body).toMatchObject({ type: expect.stringMatching(/^urn:lianzhi:problem:/), title: expect.any(String), status, detail: expect.any(String) });
    if (pointer !== undefined) expect(answer.body.errors.map((fault: Json) => fault.pointer as string)).toContain(pointer);
    expect((await api.expect(200, court, `/v1/requests?limit=200&q=${caseNumber}`)).items).toHaveLength(before);
    expect(answer.text).not.toContain(debtor.idNumber);
    return answer.body;
  }
  beforeAll(async () => { api = await connect(); });
  afterAll(disconnect);

  it('type and organisations', async () => {
    const body = await example('query-person', police);
    await refused(422, { ...body, type: 'no-such-type' }, '/type');
    await refused(422, { ...body, type: undefined }, '/type');
    await refused(422, { ...body, type: 7 }, '/type');
    await refused(422, { ...body, to: 'police-999999' }, '/to');
    await refused(422, { ...body, to: bank }, '/to');
    await refused(422, { ...body, to: court }, '/to');
    await refused(422, { ...body, to: 'supervisor-140000' }, '/to');
    await refused(422, { ...body, to: undefined }, '/to');
    // A type that this sender may not send: before any field is looked at.
    for (const [organisation, type] of [[police, 'query-person'], [bank, 'freeze-account'], ['procuratorate-141031', 'locate-debtor']] as const) {
      const answer = await api.at(organisation, '/v1/requests', { body: { type, nonsense: '\u0000' } });
      expect([organisation, answer.status]).toEqual([organisation, 403]);
    }
  });

  it('a case that is not known, and someone who is not a debtor of it', async () => {
    const body = await example('query-person', police);
    const unknown = newCaseNumber();
    expect((await refused(422, { ...body, caseNumber: unknown }, '/caseNumber')).detail).toContain(unknown);
    await refused(422, { ...body, caseNumber: 'no case number' }, '/caseNumber');
    await refused(422, { ...body, subject: { kind: 'person', name: '李某乙', idNumber: '140108199001017639' } }, '/subject/idNumber');
    await refused(422, { ...body, subject: { ...body.subject, name: '别人' } }, '/subject/name');
    const others = newCaseNumber();
    await putCase(api, otherCourt, others, debtor);
    await refused(422, { ...body, caseNumber: others }, '/caseNumber');
  });

  it('numbers, dates and amounts', async () => {
    const person = await example('query-person', police);
    for (const idNumber of ['142629198703124516', '142629198702304515', '14262919870312451', 142629198703124515, '', null]) await refused(422, { ...person, subject: { ...person.subject, idNumber } }, '/subject/idNumber');
    const query = await example('query-deposits', bank);
    for (const creditCode of ['91141031MA0K3T8X68', '91141031MA0K3T8X6I']) await refused(422, { ...query, subject: { ...company, creditCode } }, '/subject/creditCode');
    const freeze = await example('freeze-account', bank);
    const withDetails = (body: Json, details: Json): Json => ({ ...body, details: { ...body.details, ...details } });
    for (const amount of ['0.00', '-1.00', '1.234', '1', '1.0', '01e3', '1,000.00', '1234567890123456.00', 480000, '４８.００', '']) await refused(422, withDetails(freeze, { amount }), '/details/amount');
    await refused(422, withDetails(freeze, { until: day(367) }), '/details/until');
    for (const until of ['2027-02-29', '2027-13-01', '2027-1-1', '20270101', 'tomorrow', day(-1)]) await refused(422, withDetails(freeze, { until }), '/details/until');
    const locate = await example('locate-debtor', police);
    for (const watchUntil of ['2027-02-30', day(-1)]) await refused(422, withDetails(locate, { watchUntil }), '/details/watchUntil');
    const detention = await example('take-into-detention', police);
    for (const days of [0, 16, 1.5, '15']) await refused(422, withDetails(detention, { days }), '/details/days');
    await refused(422, { ...person, urgency: 'whenever' }, '/urgency');
    await refused(422, { ...person, unknownField: 1 }, '/unknownField');
    await refused(422, withDetails(person, { unknownField: 1 }), '/details/unknownField');
    await refused(422, { ...locate, officers: locate.officers.slice(0, 1) }, '/officers');
    await refused(422, { ...person, subject: { kind: 'robot', name: 'R2' } }, '/subject/kind');
    await refused(422, { ...person, follows: 'x' }, '/follows');
  });

  it('documents: missing ones named one by one, unknown and foreign ones', async () => {
    const body = await example('refer-refusal-offence', police);
    const kinds = (await api.expect(200, court, '/v1/catalogue/refer-refusal-offence')).documents.filter(({ required }: Json) => required).map(({ kind }: Json) => kind as string);
    expect((await refused(422, { ...body, documents: [] })).missing.sort()).toEqual([...kinds].sort());
    expect((await refused(422, { ...body, documents: body.documents.slice(1) })).missing).toHaveLength(1);
    await refused(422, { ...body, documents: [...body.documents, randomUUID()] }, `/documents/${body.documents.length}`);
    await refused(422, { ...body, documents: [...body.documents, 'x'] }, `/documents/${body.documents.length}`);
    const foreign = await upload(api, otherCourt, kinds[0]!);
    await refused(422, { ...body, documents: [foreign.id, ...body.documents.slice(1)] }, '/documents/0');
    const { id } = await submit(api, 'query-person', police);
    const reply = (await api.expect(200, police, '/v1/catalogue/query-person')).reply.examples.found;
    expect((await api.at(police, `/v1/requests/${id}/replies`, { body: { ...reply, documents: [foreign.id] } })).status).toBe(422);
    await inState(api, police, id, 'delivered');
  });

  it('replies without an honest outcome', async () => {
    const { id } = await submit(api, 'query-person', police);
    const reply = (await api.expect(200, police, '/v1/catalogue/query-person')).reply.examples.none_proven;
    for (const [body, pointer] of [
      [{ ...reply, outcome: undefined }, '/outcome'], [{ ...reply, outcome: 'none' }, '/outcome'], [{ ...reply, outcome: 'done' }, '/outcome'], [{ ...reply, final: undefined }, '/final'], [{ ...reply, final: 'yes' }, '/final'],
      [{ ...reply, details: {} }, '/details/source'], [{ ...reply, milestone: 'held' }, '/milestone'], [{ ...reply, details: { ...reply.details, asOf: 'yesterday' } }, '/details/asOf'],
    ] as const) {
      const answer = await api.at(police, `/v1/requests/${id}/replies`, { body });
      expect([pointer, answer.status]).toEqual([pointer, 422]);
      expect(answer.body.errors.map((fault: Json) => fault.pointer as string)).toContain(pointer);
    }
    const locate = await submit(api, 'locate-debtor', police);
    const notYet = { final: true, outcome: 'not_found_yet', details: {} };
    expect((await api.at(police, `/v1/requests/${locate.id}/replies`, { body: notYet })).status).toBe(422);
    await inState(api, police, id, 'delivered');
  });

  it('bodies that are no JSON, too big, of another type, or hold text that no store can keep', async () => {
    const body = await example('query-person', police);
    const post = (raw: string, headers?: Record<string, string>) => api.at(court, '/v1/requests', { raw, headers });
    for (const raw of ['{', '{"type":}', 'null,', '"text"', '', '[1', '{"a":"\u0001"}']) expect([raw, (await post(raw)).status]).toEqual([raw, raw === '' ? 422 : 400]);
    expect((await post(JSON.stringify({ ...body, details: { note: 'x'.repeat(2 * 1024 * 1024) } }))).status).toBe(413);
    expect((await post(JSON.stringify([body]))).status).toBe(422);
    expect((await post('a=1', { 'content-type': 'text/plain' })).status).toBe(415);
    for (const text of ['a\u0000b', '\ud800', 'x\udc00y']) {
      const escaped = JSON.stringify({ ...body, subject: { ...body.subject, name: text } });
      expect([text, (await post(escaped)).status]).toEqual([text, 422]);
      expect((await post(escaped.replace(/"/, `"${JSON.stringify(text).slice(1, -1)}":1,"`))).status).toBe(422);
      const refusal = await api.at(court, `/v1/cases/${encodeURIComponent(newCaseNumber())}`, { method: 'PUT', body: { cause: text, debtors: [debtor], amountOwed: '1.00' } });
      expect([refusal.status, refusal.body.errors[0].pointer]).toEqual([422, '/cause']);
    }
    const { id } = await submit(api, 'query-person', police);
    expect((await api.at(police, `/v1/requests/${id}/return`, { body: { reason: 'a\u0000b' } })).status).toBe(422);
    expect((await api.at(police, `/v1/requests/${id}/return`, { raw: '{"reason":' })).status).toBe(400);
    expect((await api.at(police, `/v1/requests/${id}/return`, { body: { reason: 'x'.repeat(2 * 1024 * 1024) } })).status).toBe(413);
    await inState(api, police, id, 'delivered');
  });

  it('speaks the language of the caller', async () => {
    const zh = await api.at(court, '/v1/requests', { body: { type: 'no-such-type' }, headers: { 'accept-language': 'zh-CN' } });
    const en = await api.at(court, '/v1/requests', { body: { type: 'no-such-type' }, headers: { 'accept-language': 'en' } });
    expect(zh.body.type).toBe(en.body.type);
    expect(zh.body.detail).toMatch(/\p{Script=Han}/u);
    expect(en.body.detail).not.toMatch(/\p{Script=Han}/u);
  });
});
