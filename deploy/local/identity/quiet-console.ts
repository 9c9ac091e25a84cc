import { createLogger } from '@lianzhi/platform';

const logger = createLogger('identity');

/**
 * oidc-provider writes its notices to the console, the first while it is loaded (Node 20 is older than it likes; it is tested here).
 * They go into the log at level debug. Import this before oidc-provider.
 */
console.warn = console.info = (message: unknown) => logger.debug(String(message));
