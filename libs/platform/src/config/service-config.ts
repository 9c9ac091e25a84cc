import { Environment, processEnvironment } from './environment';
import type { Variables } from './environment';
import { StartupError } from './startup-error';

export interface KafkaConfig {
  brokers: string[];
  ssl: boolean;
  sasl?: { mechanism: SaslMechanism; username: string; password: string };
  /** Put before every topic and group name; empty but in tests. */
  topicPrefix: string;
}

export type SaslMechanism = 'scram-sha-512' | 'scram-sha-256' | 'plain';
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Everything a service is told from outside, checked once at start. */
export interface ServiceConfig {
  /** Agency whose desk (or `coordinator`) this process is. */
  agency: string;
  /** Operator whose keys, lanes and organisations it has; by default the agency's code. */
  operator: string;
  host: string;
  port: number;
  databaseUrl: string;
  kafka: KafkaConfig;
  oidc: { issuer: string; audience: string; jwksUri?: string };
  /** Private JWK set of the operator: `{signing: [jwk…], encryption: [jwk…]}`. */
  keysFile: string;
  /** Public JWK of the directory's root. */
  rootKeyFile: string;
  /** 32 bytes: encryption at rest and keyed hashes. */
  dataKey: Buffer;
  /** Present = local mode: the business clock's file (it need not exist). */
  clockFile?: string;
  /** Coordinator: signed directory records, JSON lines. */
  directoryFile?: string;
  /** Coordinator, local mode: the discovery document. */
  discoveryFile?: string;
  /** Bank: base URL of the core-banking system. */
  coreBankingUrl?: string;
  /** Land registry: base URL of the registration system; without it people answer. */
  registryUrl?: string;
  /** The operator's own retention periods (JSON); the defaults without it. */
  retentionFile?: string;
  /** A font for characters that the built-in one lacks (rare names on printed papers); `face`: its PostScript name, in a collection. */
  printFont?: { file: string; face?: string };
  logLevel: LogLevel;
}

/** Variables that only some services need; naming one in `needs` makes it compulsory. */
export type OptionalVariable = 'directoryFile' | 'discoveryFile' | 'coreBankingUrl';

export interface ServiceConfigOptions {
  agency: string;
  defaultPort: number;
  needs?: readonly OptionalVariable[];
  env?: Variables;
}

/**
 * Reads the configuration of a service from the environment.
 * @throws StartupError for the first variable that is missing or invalid
 */
export function readServiceConfig({ agency, defaultPort, needs = [], env = processEnvironment() }: ServiceConfigOptions): ServiceConfig {
  const source = new Environment(env);
  const config: ServiceConfig = {
    agency,
    operator: source.text('LIANZHI_OPERATOR') ?? agency,
    host: source.text('HOST') ?? '127.0.0.1',
    port: source.port('PORT', defaultPort),
    databaseUrl: source.requiredUrl('DATABASE_URL', ['postgres:', 'postgresql:'], { zh: ' PostgreSQL 地址（postgres://用户:密码@主机:端口/库）', en: 'the address of a PostgreSQL database (postgres://user:password@host:port/name)' }),
    kafka: readKafkaConfig(source),
    oidc: readOidcConfig(source),
    keysFile: source.requiredFile('LIANZHI_KEYS_FILE', { zh: '本运行方私钥文件（JWK 集）的路径', en: "the path of the operator's private JWK set" }),
    rootKeyFile: source.requiredFile('LIANZHI_ROOT_KEY_FILE', { zh: '名录根公钥文件（JWK）的路径', en: "the path of the directory root's public JWK" }),
    dataKey: source.requiredBytes('LIANZHI_DATA_KEY', 32, { zh: ' base64url 编码的 32 字节密钥', en: '32 random bytes in base64url' }),
    clockFile: source.text('LIANZHI_CLOCK_FILE'),
    directoryFile: source.text('LIANZHI_DIRECTORY_FILE'),
    discoveryFile: source.text('LIANZHI_DISCOVERY_FILE'),
    coreBankingUrl: source.url('CORE_BANKING_URL', ['http:', 'https:']),
    registryUrl: source.url('REGISTRY_URL', ['http:', 'https:']),
    retentionFile: source.text('LIANZHI_RETENTION_FILE'),
    printFont: readPrintFont(source),
    logLevel: source.oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
  for (const name of needs) requireOptional(config, name);
  return config;
}

/** `LIANZHI_PRINT_FONT=path` or `path#face`. */
function readPrintFont(source: Environment): ServiceConfig['printFont'] {
  const [file, face] = source.text('LIANZHI_PRINT_FONT')?.split('#') ?? [];
  return file === undefined ? undefined : { file, ...(face !== undefined && { face }) };
}

/** For tools that speak to Kafka without being a service (topology, launcher). */
export function readKafkaConfig(source: Environment = new Environment()): KafkaConfig {
  const brokers = source.required('KAFKA_BROKERS', { zh: ' Kafka 地址（主机:端口，多个用逗号分隔）', en: 'the Kafka brokers (host:port, separated by commas)' }).split(',').map((broker) => broker.trim());
  if (!brokers.every((broker) => /^[^\s:]+:\d+$|^\[[^\]]+\]:\d+$/.test(broker))) {
    throw new StartupError('环境变量 KAFKA_BROKERS 无效，应为以逗号分隔的 主机:端口。', 'Environment variable KAFKA_BROKERS is invalid: it must be host:port, separated by commas.');
  }
  return { brokers, ssl: source.flag('KAFKA_SSL', false), ...readSasl(source), topicPrefix: source.text('KAFKA_TOPIC_PREFIX') ?? '' };
}

function readSasl(source: Environment): Pick<KafkaConfig, 'sasl'> {
  const username = source.text('KAFKA_USERNAME');
  const mechanism = source.oneOf('KAFKA_SASL_MECHANISM', ['none', 'plain', 'scram-sha-256', 'scram-sha-512'], username === undefined ? 'none' : 'scram-sha-512');
  if (mechanism === 'none') return {};
  const user = source.required('KAFKA_USERNAME', { zh: ' Kafka 用户名', en: 'the Kafka user name' });
  const password = source.required('KAFKA_PASSWORD', { zh: `用户 ${user} 的 Kafka 密码`, en: `the Kafka password of ${user}` });
  return { sasl: { mechanism, username: user, password } };
}

function readOidcConfig(source: Environment): ServiceConfig['oidc'] {
  const issuer = source.requiredUrl('OIDC_ISSUER', ['http:', 'https:'], { zh: ' OpenID 身份服务的签发者地址', en: 'the issuer URL of the OpenID provider' });
  const jwksUri = source.url('OIDC_JWKS_URI', ['http:', 'https:']);
  return { issuer, audience: source.text('OIDC_AUDIENCE') ?? 'urn:lianzhi:api', ...(jwksUri === undefined ? {} : { jwksUri }) };
}

const OPTIONAL_VARIABLES: Record<OptionalVariable, { variable: string; zh: string; en: string }> = {
  directoryFile: { variable: 'LIANZHI_DIRECTORY_FILE', zh: '名录文件（已签名的 JSON 行）的路径', en: 'the path of the signed directory records (JSON lines)' },
  discoveryFile: { variable: 'LIANZHI_DISCOVERY_FILE', zh: '本地发现文档的路径', en: 'the path of the local discovery document' },
  coreBankingUrl: { variable: 'CORE_BANKING_URL', zh: '银行核心系统的 HTTP 地址', en: 'the HTTP address of the core-banking system' },
};

function requireOptional(config: ServiceConfig, name: OptionalVariable): void {
  if (config[name] !== undefined) return;
  const { variable, zh, en } = OPTIONAL_VARIABLES[name];
  throw new StartupError(`缺少环境变量 ${variable}，请设为${zh}。`, `Environment variable ${variable} is missing: set it to ${en}.`);
}
