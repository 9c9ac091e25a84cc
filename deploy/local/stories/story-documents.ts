import type { StoryCase } from './story';
import type { StorySystem } from './story-system';

/** Uploads a small generated text for each kind of document (文书); resolves with their ids. */
export function uploadDocuments(system: StorySystem, organisation: string, kinds: readonly string[], { number, cause }: Pick<StoryCase, 'number' | 'cause'>): Promise<string[]> {
  return Promise.all(kinds.map(async (kind) => {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([`${kind}\n\n案号：${number}\n案由：${cause}\n\n（样例文书，由系统生成。Sample document, generated.）\n`], { type: 'text/plain' }), `${kind}.txt`);
    return (await system.get<{ id: string }>(organisation, '/v1/documents', { method: 'POST', form })).id;
  }));
}
