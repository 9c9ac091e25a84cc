// Long for its size.
import { Parser } from '@asyncapi/parser';
import Ajv2020 from 'ajv/dist/2020';
import { catalogue } from '../catalogue';
import { asyncapi } from './asyncapi';
import { messageData } from './message-data';
import { operatorsOf } from './topology';
import { exampleClock } from '../example-clock';

const operators = operatorsOf(catalogue.agencies);
const errorsOf = async (document: object) => (await new Parser().parse(JSON.stringify(document))).diagnostics.filter(({ severity }) => severity === 0).map(({ message, path }) => `${path.join('.')} ${message}`);

describe('asyncapi', () => {
  it.each([undefined, 'court', 'bank', 'land-registry'])('is valid AsyncAPI 3.0 (%s)', async (only) => expect(await errorsOf(asyncapi(catalogue, operators, only))).toEqual([]), 60_000);
  it('is refused when it is not: the parser does look', async () => expect(await errorsOf({ ...asyncapi(catalogue, operators, 'bank'), channels: { x: { messages: 3 } } })).not.toEqual([]), 60_000);
  it('shows an operator its own lanes only', () => {
    const { channels } = asyncapi(catalogue, operators, 'bank') as { channels: object };
    expect(Object.keys(channels).sort()).toEqual(['documents.bank.court', 'documents.court.bank', 'exchange.bank.court', 'exchange.court.bank', 'notices.bank']);
  });
  it('describes data that the examples fit, on the wire with what it does not know', () => {
    const at = exampleClock(Date.UTC(2025, 8, 1));
    const ajv = new Ajv2020();
    for (const contract of catalogue.contracts) {
      const { caseNumber, subject, details, officers } = contract.example(at);
      const data = { salt: 'A'.repeat(43), caseNumber, subject, details: { ...details, later: 1 }, officers, documents: [] };
      expect([ajv.validate(messageData('submitted', contract), data), ajv.errors]).toEqual([true, null]);
      for (const reply of Object.values(contract.replyExamples(at))) {
        expect([ajv.validate(messageData('answered', contract), { salt: 'A'.repeat(43), details: reply.details }), ajv.errors]).toEqual([true, null]);
      }
    }
  });
});
