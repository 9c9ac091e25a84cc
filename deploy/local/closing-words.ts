import type { LocalInstallation } from './local-installation';
import { serverPort } from './local-ports';
import { participants, serviceUrl } from './local-services';

/** The short list at the end of a launch: where to look, who to be, what to try first. */
export function closingWords(installation: LocalInstallation): string {
  const { services, clients, users, settings, paths } = installation;
  const desks = participants(services);
  const client = clients.find(({ clientId }) => clientId === 'court-141031-system') ?? clients[0];
  const court = desks.find(({ name }) => name === 'court') ?? desks[0]!;
  const coordinator = desks.find(({ kind }) => kind === 'coordinator')!;
  const people = users.filter(({ roles }) => !roles.includes('party'));
  const parties = users.filter(({ roles }) => roles.includes('party'));
  const shownClients = clients.filter(({ organisation }) => users.some((user) => user.organisation === organisation));
  return [
    '',
    '联执已就绪 Lianzhi is ready（Ctrl-C 停止 stops）',
    '',
    `控制台 Console: http://127.0.0.1:${serverPort(settings.portBase, 'console')}`,
    '  用户 Users（username / password：用它们登录 sign in with one）',
    ...people.map((user) => `  ${user.username.padEnd(28)} ${user.password}   ${roleWords(user)}`),
    '',
    '服务 Services（/docs 接口文档 API documents）',
    ...desks.map((service) => `  ${service.name.padEnd(14)} ${serviceUrl(service)}/docs`),
    `  ${'identity'.padEnd(14)} http://127.0.0.1:${serverPort(settings.portBase, 'identity')}`,
    '',
    '演示客户端 Demo clients（clientId / clientSecret）',
    ...shownClients.map(({ clientId, clientSecret }) => `  ${clientId.padEnd(28)} ${clientSecret}`),
    '当事人 Parties of a case（username / password）',
    ...parties.map(({ username, password }) => `  ${username.padEnd(28)} ${password}`),
    '',
    '先试一试 Try first',
    ...(client ? [
      `  TOKEN=$(curl -s -u ${client.clientId}:${client.clientSecret} -d grant_type=client_credentials http://127.0.0.1:${serverPort(settings.portBase, 'identity')}/token | node -pe 'JSON.parse(require("fs").readFileSync(0)).access_token')`,
      `  curl -s -H "Authorization: Bearer $TOKEN" '${serviceUrl(court)}/v1/requests?box=sent'`,
    ] : []),
    `  curl -s ${serviceUrl(coordinator)}/.well-known/lianzhi-local.json`,
    '',
    `数据与日志 Data and logs: ${paths.home}（npm run reset 清除 removes）`,
    '',
  ].join('\n');
}

const roleTitles: Readonly<Record<string, string>> = { officer: '经办 officer', operator: '运维 operator', supervisor: '督办 supervisor' };

/** Who it is, and what the role may do. */
const roleWords = ({ name, roles }: { name?: string; roles: readonly string[] }): string => [name, ...roles.map((role) => roleTitles[role] ?? role)].filter((part) => part !== undefined).join('，');
