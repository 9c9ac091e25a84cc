import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A nonce for each answer: antd writes its styles into the page, and only with it may they be there. */
const nonces = new WeakMap<ServerResponse, string>();

export function nonceOf(response: ServerResponse): string {
  const known = nonces.get(response) ?? randomBytes(16).toString('base64');
  nonces.set(response, known);
  return known;
}

/**
 * Content security policy of the console: nothing from elsewhere, no inline script. Documents are shown from memory (`blob:`); besides its own
 * server the page talks only to the identity provider.
 */
export const pagePolicy = (issuer: string) => ({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", (_request: IncomingMessage, response: ServerResponse) => `'nonce-${nonceOf(response)}'`],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'", new URL(issuer).origin],
  frameSrc: ['blob:'],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  upgradeInsecureRequests: null,
});
