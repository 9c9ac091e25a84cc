import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT, TemporaryTree } from './temporary-tree';

interface LintResult { filePath: string; messages: { ruleId: string | null; message: string }[] }
interface Planted { rule: string; file: string; content: string }

const lines = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** One file per case that breaks exactly one rule. */
const PLANTED: Planted[] = [
  { rule: '@typescript-eslint/no-floating-promises', file: 'apps/court/src/forgotten.ts', content: 'const send = async () => 1;\nexport function run() { send(); }\n' },
  { rule: '@typescript-eslint/no-misused-promises', file: 'apps/court/src/misused.ts', content: 'const known = async () => true;\nexport function run() { return known() ? 1 : 2; }\n' },
  { rule: '@typescript-eslint/no-explicit-any', file: 'libs/desk/src/any.ts', content: 'export function run(value: any): unknown { return value; }\n' },
  { rule: '@typescript-eslint/switch-exhaustiveness-check', file: 'libs/desk/src/switch.ts', content: "export function run(state: 'open' | 'closed') { switch (state) { case 'open': return 1; } return 0; }\n" },
  { rule: 'no-restricted-properties', file: 'libs/exchange/src/environment.ts', content: 'export const home = process.env.HOME;\n' },
  { rule: 'no-restricted-properties', file: 'deploy/local/environment.ts', content: 'export const { env } = process;\n' },
  { rule: 'no-restricted-imports', file: 'apps/court/src/environment.ts', content: "import { env } from 'node:process';\nexport const home = env.HOME;\n" },
  { rule: 'no-restricted-syntax', file: 'libs/contracts/src/now.ts', content: 'export const now = new Date();\n' },
  { rule: 'no-restricted-syntax', file: 'libs/contracts/src/millis.ts', content: 'export const now = Date.now();\n' },
  { rule: 'no-restricted-syntax', file: 'libs/contracts/src/chance.ts', content: 'export const chance = Math.random();\n' },
  { rule: 'no-restricted-globals', file: 'libs/contracts/src/call.ts', content: "export const call = (): unknown => fetch('http://127.0.0.1');\n" },
  { rule: 'no-console', file: 'libs/desk/src/print.ts', content: "console.log('who');\n" },
  { rule: 'max-lines', file: 'libs/desk/src/long-file.ts', content: lines(251, (n) => `export const value${n} = ${n};`) },
  { rule: 'max-lines-per-function', file: 'libs/desk/src/long-function.ts', content: `export function run(list: number[]) {\n${lines(60, (n) => `  list.push(${n});`)}\n}\n` },
  { rule: 'no-console', file: 'apps/console/web/src/print.tsx', content: "console.log('who');\n" },
  { rule: '@typescript-eslint/no-floating-promises', file: 'apps/console/web/src/forgotten.tsx', content: 'const send = async () => 1;\nexport function run() { send(); }\n' },
  { rule: 'complexity', file: 'libs/desk/src/complex.ts', content: `export function run(n: number) {\n${lines(20, (n) => `  if (n === ${n}) return ${n * 2};`)}\n  return 0;\n}\n` },
  { rule: 'unused directive', file: 'libs/desk/src/directive.ts', content: '// eslint-disable-next-line no-console\nexport const quiet = 1;\n' },
];

const ALLOWED: Record<string, string> = {
  'libs/platform/src/config/environment.ts': 'export const home = process.env.HOME;\n',
  'libs/contracts/src/instant.ts': 'export const at = (instant: string) => new Date(instant).getTime();\n',
  'libs/contracts/src/instant.spec.ts': 'export const now = new Date();\n',
  'libs/desk/src/long.spec.ts': lines(300, (n) => `export const value${n} = ${n};`),
};

function lint(tree: TemporaryTree): LintResult[] {
  const run = spawnSync(process.execPath, [
    join(PROJECT, 'node_modules', 'eslint', 'bin', 'eslint.js'), '--config', join(PROJECT, 'eslint.config.mjs'), '--format', 'json', '.',
  ], { cwd: tree.root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!run.stdout.startsWith('[')) throw new Error(`eslint did not run: ${run.stderr}${run.stdout}`);
  return JSON.parse(run.stdout) as LintResult[];
}

describe('lint rules', () => {
  const found = new Map<string, string[]>();

  beforeAll(() => {
    const tree = new TemporaryTree({
      'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, target: 'ES2023', module: 'nodenext', types: [] }, include: ['**/*.ts', '**/*.tsx'] }),
      'package.json': '{}',
      ...Object.fromEntries(PLANTED.map(({ file, content }) => [file, content])),
      ...ALLOWED,
    });
    try {
      for (const { filePath, messages } of lint(tree)) {
        found.set(filePath.slice(tree.root.length + 1), messages.map(({ ruleId, message }) => ruleId ?? (message.startsWith('Unused eslint-disable') ? 'unused directive' : message)));
      }
    } finally {
      tree.remove();
    }
  }, 180_000);

  it.each(PLANTED)('$rule fires in $file', ({ rule, file }) => { expect(found.get(file)).toEqual([rule]); });

  it.each(Object.keys(ALLOWED))('let through %s', (file) => { expect(found.get(file)).toEqual([]); });
});
