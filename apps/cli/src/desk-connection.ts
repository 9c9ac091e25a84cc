import type { CommandLine } from './command-line';
import { Refusal } from './refusal';
import { UsageError } from './usage-error';

const LOCAL_DISCOVERY = 'http://127.0.0.1:7000/.well-known/lianzhi-local.json';
type Variables = Readonly<Record<string, string | undefined>>;

interface Discovery { services: Record<string, string>; issuer: string; clients: { clientId: string; clientSecret: string; organisation: string; roles?: readonly string[] }[] }
interface Access { url: string; issuer: string; clientId: string; clientSecret: string }

/** A desk (办理台) as one client reaches it. */
export class DeskConnection {
  private constructor(readonly url: string, private readonly token: string) {}

  /** From options and environment; what they leave open comes from the discovery document of a local launch. @param role that the local client should have. @throws UsageError, Refusal */
  static async open({ options }: CommandLine, env: Variables, role = 'system'): Promise<DeskConnection> {
    const access = await findAccess(options, env, role);
    const response = await send(`${access.issuer.replace(/\/$/, '')}/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(access.clientId)}:${encodeURIComponent(access.clientSecret)}`).toString('base64')}` },
    });
    const { access_token: token } = (await response.json().catch(() => ({}))) as { access_token?: string };
    if (!response.ok || token === undefined) throw new Refusal(`客户端 ${access.clientId} 未获得令牌 no token for the client ${access.clientId} (${response.status})`);
    return new DeskConnection(access.url.replace(/\/$/, ''), token);
  }

  /** @throws Refusal with the problem that the desk answered */
  async json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.fetch(path, init);
    return (await response.json()) as T;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await send(`${this.url}${path}`, { ...init, headers: { authorization: `Bearer ${this.token}`, ...(init.headers as Record<string, string> | undefined) } });
    if (response.ok) return response;
    const text = await response.text();
    throw new Refusal(`${init.method ?? 'GET'} ${path}: ${response.status}`, asJson(text));
  }
}

async function findAccess(options: CommandLine['options'], env: Variables, role: string): Promise<Access> {
  const given: Partial<Access> = {
    url: options.url ?? env.LIANZHI_URL, issuer: options.issuer ?? env.OIDC_ISSUER,
    clientId: options['client-id'] ?? env.LIANZHI_CLIENT_ID, clientSecret: options['client-secret'] ?? env.LIANZHI_CLIENT_SECRET,
  };
  if (given.url && given.issuer && given.clientId && given.clientSecret) return given as Access;
  const discovery = await discover(options.discovery ?? env.LIANZHI_DISCOVERY_URL ?? LOCAL_DISCOVERY);
  const client = clientOf(discovery, given.clientId, options.organisation ?? env.LIANZHI_ORGANISATION, role);
  return {
    url: given.url ?? deskOf(discovery, client.organisation), issuer: given.issuer ?? discovery.issuer,
    clientId: client.clientId, clientSecret: given.clientSecret ?? client.clientSecret,
  };
}

async function discover(url: string): Promise<Discovery> {
  const response = await send(url, {});
  if (!response.ok) throw new Refusal(`本地系统尚未就绪 the local system is not ready: ${url} (${response.status})`);
  return (await response.json()) as Discovery;
}

function clientOf({ clients }: Discovery, clientId: string | undefined, organisation: string | undefined, role: string): Discovery['clients'][number] {
  if (clientId === undefined && organisation === undefined) {
    throw new UsageError('请以 --organisation 写明以哪个单位的身份办理，如 court-141031', 'Say with --organisation on whose behalf, for example court-141031');
  }
  const fitting = clients.filter((client) => (clientId === undefined ? client.organisation === organisation : client.clientId === clientId));
  const found = fitting.find(({ roles }) => roles?.includes(role)) ?? fitting[0];
  if (!found) throw new UsageError(`本地系统没有 ${clientId ?? organisation} 的客户端`, `The local system has no client of ${clientId ?? organisation}`);
  return found;
}

/** Locally an operator is named like the agency, with which the codes of its organisations begin. */
function deskOf({ services }: Discovery, organisation: string): string {
  const name = Object.keys(services).filter((service) => organisation.startsWith(`${service}-`)).sort((a, b) => b.length - a.length)[0];
  if (name === undefined) throw new UsageError(`找不到 ${organisation} 的办理台，请用 --url`, `No desk of ${organisation} is known: give it with --url`);
  return services[name]!;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const reason = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    throw new Refusal(`无法连接 cannot reach ${url} (${reason})`);
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 500);
  }
}
