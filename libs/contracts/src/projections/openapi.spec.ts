import Ajv2020 from 'ajv/dist/2020';
import { catalogue } from '../catalogue';
import { exampleClock } from '../example-clock';
import { coordinatorOpenapi } from './openapi/coordinator-openapi';
import { deskOpenapi } from './openapi/desk-openapi';

interface Document { openapi: string; paths: Record<string, Record<string, { operationId: string; responses: object }>>; components: { schemas: Record<string, object> } }
const documents = [...catalogue.agencies.filter(({ desk }) => desk).map(({ code }) => [code, deskOpenapi(catalogue, code)] as const), ['coordinator', coordinatorOpenapi(catalogue)] as const]
  .map(([name, document]) => [name, document as unknown as Document] as const);
const refs = (value: unknown): string[] => typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, inside]) => key === '$ref' ? [inside as string] : refs(inside));
const at = exampleClock(Date.UTC(2025, 8, 1));

describe.each(documents)('openapi of %s', (_name, document) => {
  it('is 3.1, with unique operations and no dangling reference', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path)).map(({ operationId }) => operationId);
    expect(document.openapi).toBe('3.1.0');
    expect(new Set(operations).size).toBe(operations.length);
    for (const ref of refs(document)) expect(document.components.schemas).toHaveProperty([ref.replace('#/components/schemas/', '')]);
  });
  it('has schemas that compile', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ components: document.components }, 'document');
    for (const name of Object.keys(document.components.schemas)) expect(() => ajv.compile({ $ref: `document#/components/schemas/${name}` })).not.toThrow();
  });
  it('lists states and flags as enums', () => {
    expect(document.components.schemas.RequestState).toMatchObject({ enum: expect.arrayContaining(['submitted', 'information_requested', 'closed']) as string[] });
    expect(document.components.schemas.RequestFlag).toMatchObject({ enum: expect.arrayContaining(['overdue', 'unconfirmed']) as string[] });
  });
});

describe('openapi of desks', () => {
  const of = (name: string) => documents.find(([code]) => code === name)![1];
  it('take the examples of the catalogue', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const court = of('court');
    const post = ajv.compile({ $ref: '#/paths/~1v1~1requests/post/requestBody/content/application~1json/schema', ...court });
    for (const contract of catalogue.sentBy('court')) expect([contract.type, post(contract.example(at)), post.errors]).toEqual([contract.type, true, null]);
    const police = of('police');
    const replies = ajv.compile({ $ref: '#/paths/~1v1~1requests~1{id}~1replies/post/requestBody/content/application~1json/schema', ...police });
    for (const contract of catalogue.answeredBy('police')) for (const reply of Object.values(contract.replyExamples(at))) expect(replies(reply)).toBe(true);
  });
  it('show cases only where they are kept', () => {
    expect(Object.keys(of('court').paths)).toContain('/v1/cases/{caseNumber}');
    expect(Object.keys(of('bank').paths)).not.toContain('/v1/cases/{caseNumber}');
  });
});
