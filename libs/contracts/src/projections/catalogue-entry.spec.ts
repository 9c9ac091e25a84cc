import Ajv2020 from 'ajv/dist/2020';
import { catalogue } from '../catalogue';
import { exampleClock } from '../example-clock';
import { missingDocuments } from '../missing-documents';
import { catalogueEntry } from './catalogue-entry';

const at = exampleClock(Date.UTC(2025, 8, 1));

describe('catalogueEntry', () => {
  it.each(catalogue.types())('%s holds schemas that its own examples fit, and survives JSON', (type) => {
    const entry = JSON.parse(JSON.stringify(catalogueEntry(catalogue, catalogue.get(type), at))) as ReturnType<typeof catalogueEntry>;
    const ajv = new Ajv2020();
    expect(ajv.validate(entry.request.schema, entry.request.example)).toBe(true);
    for (const reply of Object.values(entry.reply.examples)) expect(ajv.validate(entry.reply.schema, reply)).toBe(true);
    expect(entry.request.form.fields.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(Object.keys(entry.request.example.details).map((name) => `/details/${name}`)));
  });
  it.each(catalogue.types())('the documents of %s that are marked required suffice for its example', (type) => {
    const contract = catalogue.get(type);
    const { documents, request: { example } } = catalogueEntry(catalogue, contract, at);
    const brought = documents.filter(({ required, on }) => required && on.includes('request')).map(({ kind }) => kind);
    expect(missingDocuments(contract, 'request', example.details, brought)).toEqual([]);
  });
  it('names where and by whom: a real organisation, sources of law', () => {
    const entry = catalogueEntry(catalogue, catalogue.get('take-into-detention'), at);
    expect(entry.request.example.to).toBe('police-141031');
    expect(entry.obligations.find(({ name }) => name === 'notify-family')!.source).toMatchObject({ level: 'law', document: '民事诉讼法解释 (2022)', article: '180' });
  });
  it('has the held example of locate-debtor', () => {
    expect(catalogueEntry(catalogue, catalogue.get('locate-debtor'), at).reply.interimExamples['found:held']).toMatchObject({ final: false, outcome: 'found', milestone: 'held' });
  });
});
