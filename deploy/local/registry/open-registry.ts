import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntryFile } from '../simulator/entry-file';
import { Register } from './register';
import { Registry } from './registry';
import type { RegistryEntry } from './registry-entry';
import { readUnitList } from './setting-routes';

/** The seed units with everything on top that the file remembers. @param path left out: nothing outlives the process @param now business time, ms */
export function openRegistry(path: string | undefined, now: () => number): Registry {
  const register = new Register();
  register.apply({ do: 'units', replace: false, units: readUnitList(JSON.parse(readFileSync(join(__dirname, 'units.json'), 'utf8'))).units });
  if (path === undefined) return new Registry(register, () => undefined, now);
  const { file, entries } = EntryFile.open<RegistryEntry>(path);
  for (const entry of entries) register.apply(entry);
  return new Registry(register, (entry) => file.append(entry), now);
}
