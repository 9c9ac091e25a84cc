import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ServiceLogger } from '@lianzhi/platform';
import { Provider } from 'oidc-provider';
import { handleInteraction } from './interaction-handler';
import { providerConfiguration } from './provider-configuration';
import type { ProviderOptions } from './provider-configuration';

/** The local OpenID provider as an HTTP server (not listening yet). */
export function createIdentityServer(issuer: string, options: ProviderOptions, logger: ServiceLogger): Server {
  const provider = new Provider(issuer, providerConfiguration(options));
  provider.on('server_error', (_ctx, error) => logger.error({ err: error }, 'identity provider failed'));
  const callback = provider.callback();
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/health/live' || path === '/health/ready') return sendJson(response, { status: path.slice('/health/'.length) });
    if (!path.startsWith('/interaction/')) return void callback(request, response);
    handleInteraction(provider, options.identities.users, request, response).catch((error: unknown) => fail(request, response, error, logger));
  });
  // Longer than clients keep a connection, so that none is closed under a call.
  server.keepAliveTimeout = 75_000;
  return server;
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function fail(request: IncomingMessage, response: ServerResponse, error: unknown, logger: ServiceLogger): void {
  logger.error({ err: error, method: request.method }, 'sign-in failed');
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
