import { join } from 'node:path';

/** Where things lie in the data folder. Other programs (coordinator, identity provider, sample player) read some of them: do not rename. */
export interface HomePaths {
  home: string; config: string; keys: string; rootPublicKey: string; directory: string; identity: string; discovery: string; clock: string;
  postgres: string; kafka: string; kafkaJars: string; logs: string; launcher: string; children: string;
}

export function homePaths(home: string): HomePaths {
  const at = (name: string) => join(home, name);
  return {
    home, config: at('config.json'), keys: at('keys'), rootPublicKey: join(home, 'keys', 'root.public.json'), directory: at('directory.jsonl'),
    identity: at('identity.json'), discovery: at('discovery.json'), clock: at('clock'), postgres: at('postgres'), kafka: at('kafka'), kafkaJars: at('kafka-jars'),
    logs: at('logs'), launcher: at('launcher.json'), children: at('children.json'),
  };
}

/** Private and public keys of an operator. */
export function operatorKeysFile(paths: HomePaths, operator: string): string {
  return join(paths.keys, `${operator}.json`);
}

/** The directory's root key: only the launcher reads it, services have its public half. */
export function rootPrivateKeyFile(paths: HomePaths): string {
  return join(paths.keys, 'root.json');
}
