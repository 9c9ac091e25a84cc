import { randomInt } from 'node:crypto';
import type { StorySystem } from '../../../deploy/local/stories';

const COURT = 'court-141031';
const POLICE = 'police-141031';

interface Entry { request: { example: { subject: { kind: string }; documents: string[] } } }

/** The court of the samples sends the example of that type in a case of its own. @returns its id, once the police have it */
export async function askPolice(api: StorySystem, type: string): Promise<string> {
  const { request: { example } } = await api.get<Entry>(COURT, `/v1/catalogue/${type}`);
  const caseNumber = `（2025）晋1031执${randomInt(1, 1_000_000_000)}号`;
  await api.get(COURT, `/v1/cases/${encodeURIComponent(caseNumber)}`, { method: 'PUT', body: { cause: '借款合同纠纷', amountOwed: '350000.00', debtors: [example.subject] } });
  const documents = await Promise.all(example.documents.map((kind) => upload(api, kind)));
  const { id } = await api.get<{ id: string }>(COURT, '/v1/requests', { body: { ...example, type, to: POLICE, caseNumber, documents } });
  for (let times = 0; times < 200; times += 1) {
    const { status } = await api.call(POLICE, `/v1/requests/${id}`);
    if (status === 200) return id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${type} ${id} did not arrive`);
}

async function upload(api: StorySystem, kind: string): Promise<string> {
  const form = new FormData();
  form.append('kind', kind);
  form.append('file', new Blob([`%PDF-1.4 ${kind}`], { type: 'application/pdf' }), `${kind}.pdf`);
  return (await api.get<{ id: string }>(COURT, '/v1/documents', { form })).id;
}
