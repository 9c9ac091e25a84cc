import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { problem, problemBody } from '@lianzhi/platform';
import type { ConsoleConfig } from './console-config';

const path = /^\/api\/([a-z][a-z0-9-]*)(\/v1\/.*|\/health\/ready)$/;

/**
 * `/api/<service>/v1/…` on the console's own address is `/v1/…` of that service: no origin but its own needs to be allowed anywhere. Bodies, event
 * streams and tokens pass as they are; who may do what is decided by the service. Besides `/v1` only readiness passes, which
 * names no host and no secret.
 */
export function proxyApi(app: NestExpressApplication, { services }: Pick<ConsoleConfig, 'services'>): void {
  const targetOf = (url: string | undefined): string | undefined => services.get(path.exec(url ?? '')?.[1] ?? '');
  app.use(createProxyMiddleware({
    pathFilter: (_path, request) => targetOf(request.url) !== undefined,
    router: (request) => targetOf(request.url),
    target: 'http://127.0.0.1', // never used: the filter lets pass only what has a target
    pathRewrite: (url) => url.replace(path, '$2'),
    xfwd: true,
    on: {
      error: (_error, request, response) => unreachable(request, response),
      // A service that ends in the midst of an answer ends it for the browser as well; else an event stream would stay open for ever, and look alive.
      proxyRes: (answer, _request, response) => { answer.once('close', () => { if (!answer.complete) response.destroy(); }); },
    },
  }));
}

function unreachable(request: IncomingMessage, response: ServerResponse | Socket): void {
  if (!('writeHead' in response) || response.headersSent) return void response.destroy();
  const language = /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN';
  const body = problemBody(problem('unavailable', { detail: { zh: '该服务暂时连不上，请稍后再试', en: 'The service cannot be reached now: try again in a moment' } }), language);
  response.writeHead(503, { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
