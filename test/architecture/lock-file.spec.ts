import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './temporary-tree';

interface Locked { version?: string; resolved?: string; link?: boolean; optionalDependencies?: Record<string, string> }
interface LockFile { packages: Record<string, Locked> }

/** Native parts that a package names for some platform but that are not locked: with one of these missing `npm ci` refuses the file. */
function missingNativeParts({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies)
    .filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
    .map((name) => `${path} → ${name}`));
}

/** Where a package would be taken from; a host name here would bind everybody to one registry. */
const hosts = ({ packages }: LockFile): string[] => Object.values(packages).flatMap(({ resolved, link }) => (resolved && !link ? [resolved] : []));

describe('package-lock.json', () => {
  const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as LockFile;
  const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

  it('has the native parts of every platform; take a version of which the registry has all parts', () => { expect(missingNativeParts(lock)).toEqual([]); });
  it('names no registry; install with omit-lockfile-registry-resolved', () => { expect(hosts(lock)).toEqual([]); });
  it('and package.json name exact versions; install with --save-exact', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  it('planted: a native part and a host name', () => {
    const planted: LockFile = { packages: { 'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0' }, resolved: 'https://registry.example/a.tgz' }, 'apps/b': { resolved: 'apps/b', link: true } } };
    expect(missingNativeParts(planted)).toEqual(['node_modules/a → a-linux']);
    expect(hosts(planted)).toEqual(['https://registry.example/a.tgz']);
  });
});
