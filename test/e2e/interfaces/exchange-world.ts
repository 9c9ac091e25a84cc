import { randomInt } from 'node:crypto';
import { until, type ApiClient, type Json } from './api-client';

export const court = 'court-141031';
export const otherCourt = 'court-140108';
export const police = 'police-141031';
export const bank = 'bank-icbc-141031';

/** A new case number; a run of these tests never meets the cases of another. */
export const newCaseNumber = (): string => `（2025）晋1031执${randomInt(100_000, 9_999_999)}号`;

export const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };

export async function upload(api: ApiClient, organisation: string, kind: string, content: string | Uint8Array = `${kind}：样例`, { name = `${kind}.txt` } = {}): Promise<Json> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new Blob([content as never]), name);
  return api.expect(201, organisation, '/v1/documents', { form });
}

export async function putCase(api: ApiClient, organisation: string, caseNumber: string, ...debtors: Json[]): Promise<Json> {
  return api.expect(200, organisation, `/v1/cases/${encodeURIComponent(caseNumber)}`, { method: 'PUT', body: { cause: '民间借贷纠纷', debtors, amountOwed: '960000.00', costs: '12000.00' } });
}

/**
 * The example of the catalogue with what the issue says is to be filled in: `to`, a case number (at a court: of a case of its own, unless the type may be about any), the
 * ids of the documents that it names.
 */
export async function exampleBody(api: ApiClient, type: string, to: string, more: Json = {}, from = court): Promise<Json> {
  return filledIn(api, await api.expect(200, from, `/v1/catalogue/${type}`), to, more, from);
}

/** The same from an entry of the catalogue that was read before. */
export async function filledIn(api: ApiClient, { caseOf, request: { example } }: Json, to: string, more: Json, from: string): Promise<Json> {
  const caseNumber = newCaseNumber();
  const body = { ...example, to, caseNumber, ...more };
  if (api.serviceOf(from) === 'court' && caseOf === 'requester') await putCase(api, from, caseNumber, body.subject);
  return { ...body, documents: more.documents ?? (await uploadAll(api, from, example.documents as string[])) };
}

/** One of each kind; their ids. */
export async function uploadAll(api: ApiClient, organisation: string, kinds: readonly string[] = []): Promise<string[]> {
  return (await Promise.all(kinds.map((kind) => upload(api, organisation, kind)))).map(({ id }) => id as string);
}

/** Sends it and waits until the recipient has it. */
export async function submit(api: ApiClient, type: string, to: string, more: Json = {}, from = court): Promise<Json> {
  const request = await api.expect(201, from, '/v1/requests', { body: await exampleBody(api, type, to, more, from) });
  await until(() => api.at(to, `/v1/requests/${request.id}`), ({ status, body }) => status === 200 && body.state !== 'submitted');
  return request;
}

/** Waits until the organisation sees that state. */
export async function inState(api: ApiClient, organisation: string, id: string, state: string): Promise<Json> {
  return (await until(() => api.at(organisation, `/v1/requests/${id}`), ({ body }) => body.state === state && !(body.flags as string[]).includes('unconfirmed'))).body;
}
