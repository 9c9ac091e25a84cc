/**
 * Lint rules (`npm run lint`). `test/architecture/lint-rules.spec.ts` plants a violation of each rule that is ours.
 * Style that a reader can judge is not here: only what breaks something, or what lets files rot.
 */
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const TESTS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', 'test/**', '**/src/**/testing/**', 'libs/testing/**'];

/** Applies in every file: read the environment in one place, so that what configures a service can be seen in one place. */
const noEnvironment = {
  object: 'process', property: 'env',
  message: "Read it in libs/platform/src/config (loadServiceConfig, or processEnvironment() of '@lianzhi/platform') and pass the value in as an argument.",
};

const clockAndChance = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'contracts has no clock: take the instant as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'contracts has no clock: take the instant as an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'contracts has no clock: take the instant as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'contracts is deterministic: take the value as an argument.' },
];
const inputAndOutput = ['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'console', 'require']
  .map((name) => ({ name, message: 'contracts is pure: no I/O, clock or randomness. Take the value as an argument, or do this in platform, exchange or the app.' }));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', '**/generated/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A promise nobody waits for loses its error, and in a service that means a message.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // Control characters are refused on purpose, and named for that.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-properties': ['error', noEnvironment],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:process', message: noEnvironment.message }, { name: 'process', message: noEnvironment.message }] }],
    },
  },
  {
    // What grows past this is a client, a manager or a service that does everything: split it by what it is responsible for.
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'deploy/**/*.ts'],
    ignores: TESTS,
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      complexity: ['error', 20],
    },
  },
  {
    // A part of a page is one function, most of it markup: longer than others, and just as bounded.
    files: ['apps/console/web/**/*.tsx'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true, IIFEs: true }],
      complexity: ['error', 40],
      // The full-width space of Chinese typesetting.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipJSXText: true }],
      'no-console': 'error',
    },
  },
  {
    // A service logs JSON lines through the logger, which masks ID numbers; console does not.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [...TESTS, 'apps/cli/**'],
    rules: { 'no-console': 'error' },
  },
  {
    // Numbers that lose digits are what some tests are about.
    files: TESTS,
    rules: { 'no-loss-of-precision': 'off' },
  },
  {
    files: ['libs/contracts/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...clockAndChance],
      'no-restricted-globals': ['error', ...inputAndOutput],
    },
  },
  {
    // The one place where the environment is read.
    files: ['libs/platform/src/config/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Jest hands its servers to the specs through the environment; a spec may pass it on to a process that it starts.
    files: ['test/**', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Commands that run before anything is built, and so cannot be TypeScript.
    files: ['**/*.js', '**/*.cjs'],
    // `catch {` is a syntax error for the old Node that start.js has to turn away politely.
    rules: { 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
    languageOptions: { sourceType: 'commonjs', globals: Object.fromEntries(['require', 'module', 'exports', 'process', 'console', '__dirname', 'setTimeout', 'setInterval', 'clearInterval', 'clearTimeout', 'Buffer', 'URL', 'fetch', 'AbortSignal', 'performance'].map((name) => [name, 'readonly'])) },
  },
);
