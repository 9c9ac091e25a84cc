import { apiFetch } from './call';

/** Offers content to be saved; the browser says where. */
export function saveBlob(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Not at once: some browsers read it only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file of a service, fetched with the token (a plain link could carry none). */
export const fetchFile = async (service: string, path: string): Promise<Blob> => (await apiFetch(`${location.origin}/api/${service}${path}`, { cache: 'no-store' })).blob();
