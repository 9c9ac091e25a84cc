import { apiFetch } from '../api/call';
import type { DocumentView } from '../api/request-types';

/** A file that is chosen goes to the desk at once; what is sent later names it. @throws what the desk refuses */
export async function uploadDocument(desk: string, kind: string, file: File): Promise<{ id: string; name: string; kind: string }> {
  const body = new FormData();
  body.append('kind', kind);
  body.append('file', file);
  const { id } = (await (await apiFetch(`${location.origin}/api/${desk}/v1/documents`, { method: 'POST', body })).json()) as DocumentView;
  return { id, name: file.name, kind };
}
