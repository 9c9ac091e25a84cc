import { readFileSync } from 'node:fs';
import { StartupError } from '@lianzhi/platform';

export interface IdentityClient { clientId: string; clientSecret: string; organisation: string; roles: string[] }
export interface IdentityUser { username: string; password: string; organisation: string; roles: string[]; name?: string; party?: { cases: { caseNumber: string; as: string }[] } }

/** Who may get tokens, as the launcher wrote it. */
export interface Identities {
  clients: Map<string, IdentityClient>;
  users: Map<string, IdentityUser>;
}

/** Reads the launcher's identity file. @throws StartupError when it cannot be read or is not of that form */
export function readIdentityFile(path: string): Identities {
  try {
    const { clients, users } = JSON.parse(readFileSync(path, 'utf8')) as { clients: IdentityClient[]; users: IdentityUser[] };
    return { clients: new Map(clients.map((client) => [client.clientId, client])), users: new Map(users.map((user) => [user.username, user])) };
  } catch {
    throw new StartupError(`身份文件 ${path} 无法读取或已损坏，请删除后重新运行 npm start。`, `The identity file ${path} cannot be read or is damaged: delete it and run npm start again.`);
  }
}
