import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createHttpApp } from '@lianzhi/platform';
import type { ConsoleConfig } from './console-config';
import { pagePolicy } from './page-policy';
import { proxyApi } from './proxy-api';
import { servePages } from './serve-pages';

@Module({})
class ConsoleModule {}

/** The console's server: built pages, and the services' interfaces under the same origin. It keeps nothing, so any number may run. */
export async function startConsole(config: ConsoleConfig): Promise<NestExpressApplication> {
  const app = await createHttpApp(ConsoleModule, {
    config: { agency: 'console', oidc: { issuer: config.issuer, audience: 'urn:lianzhi:api' }, logLevel: config.logLevel },
    contentSecurityPolicy: pagePolicy(config.issuer),
    before: (before) => {
      proxyApi(before, config);
      servePages(before, config);
    },
  });
  await app.listen(config.port, config.host);
  return app;
}
