/** What the server says in the page: where to sign in, which services stand behind `/api/`, and whether forms may be filled with examples. */
export interface Settings { issuer: string; clientId: string; services: string[]; examples: boolean }

const meta = (selector: string): HTMLMetaElement | null => document.querySelector<HTMLMetaElement>(selector);

export const settings = JSON.parse(meta('meta[name="lianzhi-settings"]')?.content ?? '{}') as Settings;

/** Of this answer: styles that are written into the page need it. */
export const styleNonce = meta('meta[property="csp-nonce"]')?.nonce;
