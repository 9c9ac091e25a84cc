import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ServiceLogger } from '@lianzhi/platform';
import { HttpAnswer } from './http-answer';
import { InvalidOrder } from './invalid-order';
import { readJson } from './read-json';
import { ReferenceReused } from './reference-reused';

/** `:reference` in a path is handed over decoded. */
export interface RouteCall { reference: string; query: URLSearchParams; body: unknown}
/** `undefined` drops the connection without an answer. */
export type Route = (call: RouteCall) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;
export type Routes = Readonly<Record<string, Route>>;

/** A simulated system over HTTP (not listening yet). */
export function createSimulatorServer(routes: Routes, logger: ServiceLogger): Server {
  const server = createServer((request, response) => {
    answerTo(routes, request).then((answer) => send(request, response, answer), (error: unknown) => {
      logger.error({ err: error, method: request.method }, 'call failed');
      send(request, response, new HttpAnswer(500, { code: 'internal' }));
    });
  });
  // Longer than clients keep a connection, so that none is closed under a call.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answerTo(routes: Routes, request: IncomingMessage): Promise<HttpAnswer | undefined> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const [, first, reference = '', last] = /^\/([^/]+)\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
  const path = first === undefined ? url.pathname : `/${first}/:reference${last === undefined ? '' : `/${last}`}`;
  const route = routes[`${request.method} ${url.pathname}`] ?? routes[`${request.method} ${path}`];
  if (route === undefined) return new HttpAnswer(404, { code: 'no-such-function' });
  try {
    const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : await readJson(request);
    return await route({ reference: decodeURIComponent(reference), query: url.searchParams, body });
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): HttpAnswer {
  if (error instanceof InvalidOrder) return new HttpAnswer(422, { code: 'invalid', issues: error.issues });
  if (error instanceof ReferenceReused) return new HttpAnswer(409, { code: 'reference-reused' });
  if (error instanceof SyntaxError || error instanceof URIError) return new HttpAnswer(400, { code: 'broken' });
  throw error;
}

function send(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer | undefined): void {
  if (answer === undefined) return void request.socket.destroy();
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
