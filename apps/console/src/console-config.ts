import { Environment, StartupError, type LogLevel } from '@lianzhi/platform';

/** Everything the console is told from outside. */
export interface ConsoleConfig {
  host: string;
  port: number;
  /** Base URL of each service that pages may call, by the name under `/api/`: the operators' desks and `coordinator`. */
  services: ReadonlyMap<string, string>;
  /** Where people sign in; the browser must be able to reach it. */
  issuer: string;
  clientId: string;
  /** Offers to fill a form with the example of its contract: for trying out, where nothing real is asked. */
  examples: boolean;
  /** Folder of the built pages. */
  webFolder: string;
  logLevel: LogLevel;
}

/**
 * Environment: HOST, PORT (7080), OIDC_ISSUER, CONSOLE_CLIENT_ID (`lianzhi-console`), CONSOLE_SERVICES (`name=url`, separated by commas), CONSOLE_EXAMPLES (`false`), LOG_LEVEL.
 * @throws StartupError for the first variable that is missing or invalid
 */
export function readConsoleConfig(webFolder: string, env: Environment = new Environment()): ConsoleConfig {
  return {
    host: env.text('HOST') ?? '127.0.0.1',
    port: env.port('PORT', 7080),
    services: readServices(env.required('CONSOLE_SERVICES', { zh: '各服务的地址（名称=地址，以逗号分隔）', en: 'the addresses of the services (name=url, separated by commas)' })),
    issuer: env.requiredUrl('OIDC_ISSUER', ['http:', 'https:'], { zh: ' OpenID 身份服务的签发者地址', en: 'the issuer URL of the OpenID provider' }),
    clientId: env.text('CONSOLE_CLIENT_ID') ?? 'lianzhi-console',
    examples: env.flag('CONSOLE_EXAMPLES', false),
    webFolder,
    logLevel: env.oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
}

function readServices(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(',').map((pair) => {
    const [, name, url] = /^\s*([a-z][a-z0-9-]*)=(https?:\/\/\S+?)\/*\s*$/.exec(pair) ?? [];
    if (name === undefined || url === undefined || !URL.canParse(url)) throw new StartupError('环境变量 CONSOLE_SERVICES 无效，应为以逗号分隔的 名称=地址。', 'Environment variable CONSOLE_SERVICES is invalid: it must be name=url, separated by commas.');
    return [name, url];
  }));
}
