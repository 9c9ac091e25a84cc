import { randomInt } from 'node:crypto';
import type { StorySystem } from '../../../deploy/local/stories';

interface Entry { request: { example: { subject: { kind: string }; documents: string[] } } }
export interface Asked { id: string; court: string }

const NEAR = { court: 'court-141031', police: 'police-141031' };

/** The court sends the example of that type in a case of its own. @returns once the police have it */
export async function askPolice(api: StorySystem, type: string, { court, police } = NEAR): Promise<Asked> {
  const { request: { example } } = await api.get<Entry>(court, `/v1/catalogue/${type}`);
  const caseNumber = `（2025）晋${court.slice(-4)}执${randomInt(1, 1_000_000_000)}号`;
  await api.get(court, `/v1/cases/${encodeURIComponent(caseNumber)}`, { method: 'PUT', body: { cause: '借款合同纠纷', amountOwed: '350000.00', debtors: [example.subject] } });
  const documents = await Promise.all(example.documents.map((kind) => upload(api, court, kind)));
  const { id } = await api.get<{ id: string }>(court, '/v1/requests', { body: { ...example, type, to: police, caseNumber, documents } });
  await arrived(api, id, police);
  return { id, court };
}

export async function arrived(api: StorySystem, id: string, organisation: string): Promise<void> {
  for (let times = 0; times < 300; times += 1) {
    if ((await api.call(organisation, `/v1/requests/${id}`)).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${id} did not arrive at ${organisation}`);
}

/** What has ended meanwhile stays as it is. */
export async function withdraw(api: StorySystem, { id, court }: Asked): Promise<void> {
  await api.call(court, `/v1/requests/${id}/withdrawal`, { body: { reason: '测试结束' } });
}

async function upload(api: StorySystem, court: string, kind: string): Promise<string> {
  const form = new FormData();
  form.append('kind', kind);
  form.append('file', new Blob([`%PDF-1.4 ${kind}`], { type: 'application/pdf' }), `${kind}.pdf`);
  return (await api.get<{ id: string }>(court, '/v1/documents', { form })).id;
}
