import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PROJECT, TemporaryTree } from './temporary-tree';

interface Violation { rule: { name: string }; from: string; to: string }
interface Configuration { forbidden: { name: string; comment?: string }[] }

/** A file that breaks a rule by what it imports; `back`: and which imports it in turn. */
interface Planted { from: string; imports: string; back?: string }

const PLANTED: Record<string, Planted[]> = {
  'contracts-imports-no-lib': [{ from: 'libs/contracts/src/planted.ts', imports: '@lianzhi/platform' }],
  'platform-imports-no-product-code': [{ from: 'libs/platform/src/planted.ts', imports: '@lianzhi/exchange' }],
  'exchange-imports-only-contracts-and-platform': [{ from: 'libs/exchange/src/planted.ts', imports: '@lianzhi/desk' }],
  'desk-imports-no-app': [{ from: 'libs/desk/src/planted.ts', imports: '../../../apps/court/src/cases' }],
  'testing-builds-on-libs-only': [{ from: 'libs/testing/src/planted.ts', imports: '../../../test/support/servers' }],
  'apps-import-no-deployment': [
    { from: 'apps/court/src/planted.ts', imports: '../../../deploy/local/launcher' },
    { from: 'apps/court/src/planted-test-support.ts', imports: '../../../test/support/servers' },
  ],
  'no-app-imports-another': [{ from: 'apps/police/src/planted.ts', imports: '../../court/src/cases' }],
  'pages-import-no-product-code': [
    { from: 'apps/console/web/src/planted.ts', imports: '@lianzhi/contracts' },
    { from: 'apps/console/web/src/planted-page.tsx', imports: '../../src/server' },
  ],
  'testing-only-in-tests': [
    { from: 'apps/police/src/made-up.ts', imports: '@lianzhi/testing' },
    { from: 'apps/police/src/fake.ts', imports: './testing/fake-desk' },
  ],
  'no-import-of-tests': [{ from: 'test/support/planted.ts', imports: '../../apps/court/src/cases.spec' }],
  'libs-only-through-their-index': [
    { from: 'apps/police/src/inside.ts', imports: '../../../libs/desk/src/inner' },
    { from: 'libs/exchange/src/inside.ts', imports: '../../platform/src/inner' },
  ],
  'no-cycles': [{ from: 'libs/desk/src/chicken.ts', imports: './egg', back: 'libs/desk/src/egg.ts' }],
  'contracts-does-no-io': [
    { from: 'libs/contracts/src/planted-file.ts', imports: 'node:fs' },
    { from: 'libs/contracts/src/planted-hash.ts', imports: 'crypto' },
  ],
  'contracts-knows-no-framework': [{ from: 'libs/contracts/src/planted-module.ts', imports: '@nestjs/common' }],
  'kafkajs-only-in-the-kafka-bus': [
    { from: 'libs/exchange/src/planted-client.ts', imports: 'kafkajs' },
    { from: 'deploy/local/planted-client.ts', imports: 'kafkajs' },
  ],
  'no-undeclared-package': [{ from: 'apps/court/src/undeclared.ts', imports: 'brought-along' }],
  'no-dev-package-in-the-product': [{ from: 'apps/court/src/dev.ts', imports: 'dev-tool' }],
  'not-to-unresolvable': [{ from: 'apps/court/src/nowhere.ts', imports: './nowhere-to-be-found' }],
};

/** What must stay allowed, with imports between these files themselves. */
const ALLOWED: Record<string, string[]> = {
  'libs/contracts/src/index.ts': ['class-validator', './inner'],
  'libs/contracts/src/inner.ts': [],
  'libs/contracts/src/inner.spec.ts': ['node:fs', 'dev-tool', './inner'],
  'libs/platform/src/index.ts': ['@nestjs/common', './inner'],
  'libs/platform/src/inner.ts': ['node:fs'],
  'libs/exchange/src/index.ts': ['@lianzhi/contracts', '@lianzhi/platform', './kafka/client'],
  'libs/exchange/src/kafka/client.ts': ['kafkajs'],
  'libs/exchange/src/exchange.int-spec.ts': ['@lianzhi/testing', '../../../test/support/servers'],
  'libs/exchange/src/testing/world.ts': ['@lianzhi/contracts'],
  'test/operations/whole.int-spec.ts': ['../../libs/exchange/src/testing/world'],
  'libs/desk/src/index.ts': ['@lianzhi/exchange', './inner'],
  'libs/desk/src/inner.ts': ['@lianzhi/contracts'],
  'libs/testing/src/index.ts': ['@lianzhi/contracts'],
  'apps/court/src/cases.ts': ['@lianzhi/desk', '@lianzhi/platform'],
  'apps/court/src/cases.spec.ts': ['./cases', '@lianzhi/testing'],
  'apps/police/src/testing/fake-desk.ts': ['@lianzhi/testing', '../../../../test/support/servers'],
  'apps/console/src/server.ts': ['@lianzhi/platform'],
  'apps/console/web/src/page.tsx': ['./part', 'dev-tool'],
  'apps/console/web/src/part.ts': [],
  'deploy/local/launcher.ts': ['@lianzhi/platform'],
  'test/support/servers.ts': ['../../deploy/local/launcher', 'kafkajs'],
};

const PACKAGES = ['class-validator', '@nestjs/common', 'kafkajs', 'dev-tool', 'brought-along'];

const importing = (imports: string[]) => `${imports.map((each) => `import '${each}';\n`).join('')}export const planted = 1;\n`;

function treeWith(planted: Planted[]): TemporaryTree {
  return new TemporaryTree({
    'tsconfig.json': readFileSync(join(PROJECT, 'tsconfig.json'), 'utf8'),
    'package.json': JSON.stringify({ name: 'planted', dependencies: { 'class-validator': '1', '@nestjs/common': '1', kafkajs: '1' }, devDependencies: { 'dev-tool': '1' } }),
    ...Object.fromEntries(PACKAGES.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'exports.planted = 1;\n'],
    ])),
    ...Object.fromEntries(Object.entries(ALLOWED).map(([file, imports]) => [file, importing(imports)])),
    ...Object.fromEntries(planted.map(({ from, imports }) => [from, importing([imports])])),
    ...Object.fromEntries(planted.flatMap(({ from, back }) => (back ? [[back, importing([`./${basename(from, '.ts')}`])]] : []))),
  });
}

function violationsIn(tree: TemporaryTree): Violation[] {
  const run = spawnSync(process.execPath, [
    join(PROJECT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config', join(PROJECT, '.dependency-cruiser.cjs'), '--output-type', 'json', 'apps', 'libs', 'deploy', 'test',
  ], { cwd: tree.root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${run.stderr}${run.stdout}`);
  return (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('import rules', () => {
  const rules = (jest.requireActual(join(PROJECT, '.dependency-cruiser.cjs')) as Configuration).forbidden;
  let violations: Violation[];
  let allowed: Violation[];

  beforeAll(() => {
    const [broken, sound] = [treeWith(Object.values(PLANTED).flat()), treeWith([])];
    try {
      [violations, allowed] = [violationsIn(broken), violationsIn(sound)];
    } finally {
      broken.remove();
      sound.remove();
    }
  }, 180_000);

  it('each have a planted violation, and tell the offender what to do instead', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(rules.map(({ name }) => name).sort());
    expect(rules.filter(({ comment }) => (comment ?? '').length < 40)).toEqual([]);
  });

  it.each(Object.entries(PLANTED).flatMap(([rule, files]) => files.map((file) => ({ rule, ...file }))))('$rule: $from must not import $imports', ({ rule, from }) => {
    expect([...new Set(violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name))]).toEqual([rule]);
  });

  it('let through what is allowed', () => {
    expect(allowed).toEqual([]);
  });
});
