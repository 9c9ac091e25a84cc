/** What the server says in the page: where to sign in, and which services stand behind `/api/`. */
export interface Settings { issuer: string; clientId: string; services: string[] }

const meta = (selector: string): HTMLMetaElement | null => document.querySelector<HTMLMetaElement>(selector);

export const settings = JSON.parse(meta('meta[name="lianzhi-settings"]')?.content ?? '{}') as Settings;

/** Of this answer: styles that are written into the page need it. */
export const styleNonce = meta('meta[property="csp-nonce"]')?.nonce;
