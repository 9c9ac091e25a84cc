import './quiet-console';
import { dirname, join } from 'node:path';
import { Environment, createLogger, runMain } from '@lianzhi/platform';
import { readIdentityFile } from './identity-file';
import { loadIdentityKeys } from './identity-keys';
import { createIdentityServer } from './identity-server';

/**
 * The local identity provider. Environment: HOST, PORT (7090), OIDC_ISSUER, LIANZHI_IDENTITY_FILE (clients and users),
 * LIANZHI_IDENTITY_KEYS_FILE (made at first start; beside the identity file by default), LIANZHI_CONSOLE_URLS (comma separated).
 */
async function main(): Promise<void> {
  const env = new Environment();
  const host = env.text('HOST') ?? '127.0.0.1';
  const port = env.port('PORT', 7090);
  const issuer = env.url('OIDC_ISSUER', ['http:', 'https:']) ?? `http://127.0.0.1:${port}`;
  const file = env.requiredFile('LIANZHI_IDENTITY_FILE', { zh: '身份文件（客户端和用户）的路径', en: 'the path of the identity file (clients and users)' });
  const logger = createLogger('identity');
  const identities = readIdentityFile(file);
  const keys = await loadIdentityKeys(env.text('LIANZHI_IDENTITY_KEYS_FILE') ?? join(dirname(file), 'identity-keys.json'));
  const consoleUrls = (env.text('LIANZHI_CONSOLE_URLS') ?? 'http://127.0.0.1:7080,http://localhost:7080').split(',');
  const server = createIdentityServer(issuer, { identities, keys, consoleUrls }, logger);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  logger.info({ issuer }, 'ready');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  const stop = (): void => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
}

runMain(main);
