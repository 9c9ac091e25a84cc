/**
 * Four kinds of tests, told apart by the suffix of their files:
 *   unit         *.spec.ts      no server, no network (test/architecture too)
 *   integration  *.int-spec.ts  against a real Kafka and a real PostgreSQL
 *   e2e          *.e2e-spec.ts  whole services; one spec at a time (see test/support/run-tests.js)
 *   browser      *.browser-spec.ts  the console in Chromium, on the same kind of system
 *   faults       *.fault-spec.ts  whole services, and their servers, that are broken on purpose
 * The servers are started by globalSetup, once, and only when a test of integration, e2e or browser is run;
 * `LIANZHI_TEST_SERVERS` names running ones instead (`node test/support/dev-servers.js`).
 *
 * Jest runs in CommonJS mode: on Node 20 it cannot require() packages that are ES modules only (Nest, jose, …), so these are transformed too.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const swc = (parser) => ['@swc/jest', {
  swcrc: false, sourceMaps: 'inline',
  jsc: { target: 'es2022', parser, keepClassNames: true, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } },
  module: { type: 'commonjs' },
}];

/** Every installed package that is an ES module: found, not listed, so that a new dependency needs no edit here. */
function esModulePackages() {
  const modules = path.join(__dirname, 'node_modules');
  const names = fs.readdirSync(modules).flatMap((name) => (name.startsWith('@') ? fs.readdirSync(path.join(modules, name)).map((inner) => `${name}/${inner}`) : [name]));
  return names.filter((name) => {
    const manifest = path.join(modules, name, 'package.json');
    return fs.existsSync(manifest) && JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module';
  }).sort();
}

const project = (displayName, suffix, others = {}) => ({
  displayName,
  rootDir: __dirname,
  roots: ['apps', 'libs', 'deploy', 'test'].map((folder) => `<rootDir>/${folder}`),
  testRegex: `\\.${suffix}\\.ts$`,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }), '^.+\\.m?js$': swc({ syntax: 'ecmascript' }) },
  // The innermost package decides.
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(?:${esModulePackages().join('|')})/)`],
  moduleNameMapper: { '^@lianzhi/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  ...others,
});

const servers = { globalSetup: '<rootDir>/test/support/global-setup.ts', globalTeardown: '<rootDir>/test/support/global-teardown.ts' };

module.exports = {
  maxWorkers: 2,
  // Generous: it is there to end what hangs, and the machine may be busy. (Jest ignores it inside a project.)
  testTimeout: 60_000,
  projects: [
    project('unit', 'spec'),
    project('integration', 'int-spec', servers),
    project('e2e', 'e2e-spec', servers),
    project('browser', 'browser-spec', servers),
    // Servers and services of its own, which it breaks.
    project('faults', 'fault-spec'),
  ],
};
