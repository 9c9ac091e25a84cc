import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, Inject, Module, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { HealthRegistry } from '../health/health-registry';
import { CurrentCaller } from '../identity/current-caller';
import type { Caller } from '../identity/caller';
import { Public } from '../identity/public';
import { Roles } from '../identity/roles';
import { createLogger } from '../logging/create-logger';
import type { BusinessClock } from '../time/business-clock';
import { createHttpApp } from './create-http-app';
import { limitParameter } from './list-parameters';
import type { Query as ListQuery } from './list-parameters';
import { SseStream, lastEventId } from './sse-stream';
import { BUSINESS_CLOCK } from './tokens';

@Controller('v1')
class Desk {
  constructor(@Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock) {}

  @Public()
  @Get('time')
  time(): { local: boolean } {
    return { local: this.clock.local };
  }

  @Get('me')
  me(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @Roles('supervisor')
  @Get('board')
  board(): string[] {
    return [];
  }

  @Post('requests')
  create(@Body() body: unknown): unknown {
    return { body };
  }

  @Get('requests')
  list(@Query() query: ListQuery): { limit: number } {
    return { limit: limitParameter(query) };
  }

  @Get('requests/:id')
  read(@Param('id') id: string): string {
    throw new Error(`secret of ${id}: 140105199001011234`);
  }

  @Get('events/own')
  ownEvents(@CurrentCaller() { expiresAt }: Caller, @Res() response: Response): void {
    new SseStream(response, { endsAt: expiresAt }).send({ data: 'begun' });
  }

  @Public()
  @Get('events')
  events(@Req() request: Request, @Res() response: Response): void {
    const stream = new SseStream(response, { heartbeatMs: 50 });
    stream.send({ id: '8', event: 'request', data: { after: lastEventId(request) } });
    setTimeout(() => stream.close(), 120);
  }
}

@Module({ controllers: [Desk] })
class DeskModule {}

describe('createHttpApp', () => {
  const lines: string[] = [];
  let issuerServer: Server;
  let issuer: string;
  let app: NestExpressApplication;
  let base: string;
  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  let token: string;

  const sign = (claims: Record<string, unknown>, { audience = 'urn:lianzhi:api', expires = '1h', by = key } = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).setIssuer(issuer).setSubject('court-140105-system').setAudience(audience).setExpirationTime(expires).sign(by);
  const call = (path: string, init: RequestInit & { as?: string; language?: string } = {}) =>
    fetch(base + path, { ...init, headers: { ...(init.as !== '' && { authorization: `Bearer ${init.as ?? token}` }), 'accept-language': init.language ?? 'zh-CN', ...init.headers } });
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }, as?: string) => call('/v1/requests', { method: 'POST', body, headers, as });

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
    issuerServer = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
    });
    await new Promise<void>((resolve) => issuerServer.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
    token = await sign({ client_id: 'court-140105-system', organisation: 'court-140105', roles: ['system', 'emperor'] });
    const logger = createLogger('test', { destination: { write: (line) => void lines.push(line) } });
    app = await createHttpApp(DeskModule, { config: { agency: 'test', oidc: { issuer, audience: 'urn:lianzhi:api' } }, logger, openapi: { openapi: '3.1.0' }, asyncapi: { asyncapi: '3.0.0' } });
    await app.listen(0, '127.0.0.1');
    base = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await app?.close();
    await new Promise((resolve) => issuerServer.close(resolve));
  });

  it('knows the caller, and leaves unknown roles out', async () => {
    const response = await call('/v1/me');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ client: 'court-140105-system', organisation: 'court-140105', roles: ['system'], expiresAt: expect.any(Number) });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('refuses missing, forged, expired and foreign tokens with 401, and lacking roles or organisation with 403', async () => {
    const other = (await generateKeyPair('ES256')).privateKey;
    const claims = { organisation: 'court-140105', roles: ['system'] };
    const refused = async (as: string): Promise<[number, string | null]> => {
      const response = await call('/v1/me', { as });
      return [response.status, response.headers.get('www-authenticate')?.split(',').at(-1)?.trim() ?? null];
    };
    expect(await refused('')).toEqual([401, 'Bearer realm="lianzhi"']);
    expect((await refused('abc'))[0]).toBe(401);
    expect(await refused(await sign(claims, { by: other }))).toEqual([401, 'error_description="The token is not valid"']);
    expect(await refused(await sign(claims, { expires: '-1h' }))).toEqual([401, 'error_description="The token has expired"']);
    expect(await refused(await sign(claims, { audience: 'urn:other' }))).toEqual([401, 'error_description="The token is for another audience"']);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    expect((await refused(unsigned))[0]).toBe(401);
    expect((await refused(await sign({ roles: ['system'] })))[0]).toBe(403);
    expect((await call('/v1/board')).status).toBe(403);
    expect((await call('/v1/board', { as: await sign({ ...claims, roles: ['supervisor'] }) })).status).toBe(200);
  });

  it('explains in Chinese, or in English when asked', async () => {
    const body = (await (await call('/v1/requests?limit=201')).json()) as Record<string, unknown>;
    expect(body).toMatchObject({ type: 'urn:lianzhi:problem:invalid', error: 'invalid', status: 422, title: '内容未通过校验', errors: [{ parameter: 'limit', code: 'out-of-range' }] });
    expect(body.traceId).toMatch(/^[0-9a-f]{32}$/);
    const english = await call('/v1/requests?limit=0', { language: 'de, en-GB;q=0.8, zh;q=0.1' });
    expect(english.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(english.headers.get('content-language')).toBe('en');
    expect(await english.json()).toMatchObject({ title: 'The content is not valid' });
    expect(await (await call('/v1/requests?limit=200')).json()).toEqual({ limit: 200 });
  });

  it.each([
    ['broken JSON', '{"a":', undefined, 400, 'broken-json'],
    ['a bare value', '"text"', undefined, 400, 'broken-json'],
    ['2 MiB', JSON.stringify({ a: 'x'.repeat(2 * 1024 * 1024) }), undefined, 413, 'too-large'],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['an unknown charset', '{}', { 'content-type': 'application/json; charset=latin9' }, 415, 'unsupported-media-type'],
    ['an unknown encoding', '{}', { 'content-type': 'application/json', 'content-encoding': 'zip' }, 415, 'unsupported-media-type'],
    ['a null character', '{"subject":{"name":"a\\u0000b"}}', undefined, 422, 'invalid'],
    ['a lone surrogate', '{"subject":{"name":"\\ud83d"}}', undefined, 422, 'invalid'],
    ['deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, undefined, 422, 'invalid'],
  ])('refuses %s', async (_, body, headers, status, error) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ error, status });
  });

  it('checks the token before the fields', async () => {
    expect((await post('{"a":"\\u0000"}', undefined, '')).status).toBe(401);
    expect(await (await post('{"a":["x",{"b/c":"\\u0000"}]}')).json()).toMatchObject({ errors: [{ pointer: '/a/1/b~1c', code: 'null-character' }] });
    expect((await call('/v1/requests?q=%00')).status).toBe(422);
    expect(await (await post('{"name":"李㛃𠮷😀"}')).json()).toEqual({ body: { name: '李㛃𠮷😀' } });
  });

  it('answers unknown routes with 404 and broken escapes with 400', async () => {
    expect(await (await call('/v1/nothing')).json()).toMatchObject({ error: 'not-found' });
    expect((await call('/v1/requests/%ff')).status).toBe(400);
  });

  it('says nothing about what broke inside, and masks it in the log', async () => {
    const response = await call('/v1/requests/x', { headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(response.headers.get('traceparent')).toMatch(/^00-a{32}-[0-9a-f]{16}-01$/);
    const line = JSON.parse(lines.find((text) => text.includes('secret')) as string) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'error', service: 'test', traceId: 'a'.repeat(32) });
    expect(JSON.stringify(line)).not.toContain('140105199001011234');
  });

  it('serves health, metrics and documents without a token', async () => {
    const open = (path: string) => call(path, { as: '' });
    expect((await open('/health/live')).status).toBe(200);
    expect(await (await open('/health/ready')).json()).toEqual({ status: 'ready', checks: {} });
    app.get(HealthRegistry).register('database', { zh: '数据库无法连接。', en: 'The database cannot be reached.' }, () => Promise.reject(new Error('host db-1 is down')));
    const notReady = await open('/health/ready');
    expect(notReady.status).toBe(503);
    const text = await notReady.text();
    expect(JSON.parse(text)).toMatchObject({ error: 'not-ready', checks: { database: 'failed' } });
    expect(text).not.toContain('db-1');
    const metrics = await (await open('/metrics')).text();
    expect(metrics).toContain('route="/v1/requests/:id"');
    expect(metrics).toContain('process_cpu_user_seconds_total');
    expect(await (await open('/openapi.json')).json()).toEqual({ openapi: '3.1.0' });
    expect(await (await open('/asyncapi.json')).json()).toEqual({ asyncapi: '3.0.0' });
    expect(await (await open('/docs')).text()).toContain('/docs/swagger-ui-bundle.js');
    expect((await open('/docs/swagger-ui-bundle.js')).status).toBe(200);
    expect((await open('/docs/start.js')).headers.get('content-type')).toContain('javascript');
    expect((await open('/docs/package.json/../../../package.json')).status).toBe(404);
  });

  it('gives the clocks and the configuration to every module of the service', async () => {
    expect(await (await call('/v1/time', { as: '' })).json()).toEqual({ local: false });
  });

  it('ends a stream with the token of its reader', async () => {
    const expires = Math.floor(Date.now() / 1000) + 2;
    const shortLived = await new SignJWT({ client_id: 'c', organisation: 'court-140105', roles: ['system'] }).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).setIssuer(issuer).setSubject('c')
      .setAudience('urn:lianzhi:api').setExpirationTime(expires).sign(key);
    const text = await (await call('/v1/events/own', { as: shortLived, signal: AbortSignal.timeout(8_000) })).text();
    expect(text).toContain('data: "begun"');
    expect(Date.now()).toBeGreaterThanOrEqual(expires * 1000);
  });

  it('streams events with heartbeats', async () => {
    const response = await call('/v1/events', { as: '', headers: { 'last-event-id': '7' } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const text = await response.text();
    expect(text).toContain('id: 8\nevent: request\ndata: {"after":"7"}\n\n');
    expect(text.match(/^:$/gm)?.length).toBeGreaterThanOrEqual(1);
  });
});
