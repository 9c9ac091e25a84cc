import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, isStale } from './build.js';

jest.setTimeout(60_000);

describe('build', () => {
  let root: string;
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
    // As if it had been saved before the build began.
    utimesSync(join(root, file), Date.now() / 1000 - 10, Date.now() / 1000 - 10);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lianzhi-build-'));
    write('libs/contracts/src/index.ts', "export { greeting } from './greeting';\n");
    write('libs/contracts/src/greeting.ts', "import data from './data.json';\nexport const greeting: string = data.word;\n");
    write('libs/contracts/src/data.json', '{"word":"联执"}');
    write('libs/contracts/src/greeting.spec.ts', 'never compiled');
    write('apps/court/src/main.ts', "import { greeting } from '@lianzhi/contracts';\nconsole.log(greeting);\n");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('makes entry points that run, with libraries found by their names and assets beside the code', async () => {
    await build(root);
    expect(execFileSync(process.execPath, [join(root, 'dist/apps/court/src/main.js')], { encoding: 'utf8' })).toBe('联执\n');
    expect(existsSync(join(root, 'dist/libs/contracts/src/greeting.spec.js'))).toBe(false);
    expect(existsSync(join(root, 'dist/apps/court/src/main.js.map'))).toBe(true);
  });

  it('knows when dist is missing, fresh, older than a source, or holds what is gone', async () => {
    expect(isStale(root)).toBe(true);
    await build(root);
    expect(isStale(root)).toBe(false);
    rmSync(join(root, 'libs/contracts/src/greeting.spec.ts'));
    expect(isStale(root)).toBe(false);
    writeFileSync(join(root, 'apps/court/src/main.ts'), 'console.log(1);\n');
    expect(isStale(root)).toBe(true);
    await build(root);
    write('apps/court/src/more.ts', 'export const more = 1;\n');
    expect(isStale(root)).toBe(true);
    await build(root);
    rmSync(join(root, 'apps/court/src/more.ts'));
    expect(isStale(root)).toBe(true);
    await build(root);
    expect(existsSync(join(root, 'dist/apps/court/src/more.js'))).toBe(false);
  });

  it('refuses a source that is no TypeScript', async () => {
    write('apps/court/src/broken.ts', 'export const = ;');
    await expect(build(root)).rejects.toThrow();
    expect(isStale(root)).toBe(true);
  });
});
