/**
 * Who may import whom (docs: "to change X, open Y" in README.md). Run by `npm run check`.
 * Each comment tells the offender what to do instead. `test/architecture/import-rules.spec.ts` plants one
 * violation per rule and fails when a rule here has none, so none of them can fall asleep.
 */
'use strict';

const SPEC = '[.](spec|int-spec|e2e-spec|fault-spec)[.]ts$';
const TEST_SIDE = `${SPEC}|^test/|^(apps|libs)/.*/testing/|^libs/testing/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const oneWay = [
  {
    name: 'contracts-imports-no-lib', severity: 'error',
    comment: 'contracts is the bottom: everybody imports it. Move what you need into contracts if it is pure, or do the work in the caller and pass the result in.',
    from: { path: '^libs/contracts/', pathNot: SPEC },
    to: { path: '^(libs/(?!contracts/)|apps/|deploy/|test/)' },
  },
  {
    name: 'platform-imports-no-product-code', severity: 'error',
    comment: 'platform knows nothing of messages or desks. Let it take an interface or a function that exchange, desk or the app passes in.',
    from: { path: '^libs/platform/', pathNot: TEST_SIDE },
    to: { path: '^(libs/(exchange|desk|testing)/|apps/|deploy/|test/)' },
  },
  {
    name: 'exchange-imports-only-contracts-and-platform', severity: 'error',
    comment: 'Imports go one way: apps → desk → exchange → contracts. Declare a port (interface) in exchange and let desk or the app implement it.',
    from: { path: '^libs/exchange/', pathNot: TEST_SIDE },
    to: { path: '^(libs/(desk|testing)/|apps/|deploy/|test/)' },
  },
  {
    name: 'desk-imports-no-app', severity: 'error',
    comment: 'Imports go one way: apps → desk → exchange → contracts. What an agency adds is passed to the desk as a handler or an option by its main.ts.',
    from: { path: '^libs/desk/', pathNot: TEST_SIDE },
    to: { path: '^(libs/testing/|apps/|deploy/|test/)' },
  },
  {
    name: 'testing-builds-on-libs-only', severity: 'error',
    comment: 'Builders and made-up contracts serve the tests of every app. What needs an app or a server belongs into test/support.',
    from: { path: '^libs/testing/' },
    to: { path: '^(apps/|deploy/|test/)' },
  },
  {
    name: 'apps-import-no-deployment', severity: 'error',
    comment: 'A service must run without the launcher and without the tests: it gets everything from its environment variables. Move the shared part into a lib.',
    from: { path: '^apps/', pathNot: TEST_SIDE },
    to: { path: '^(deploy/|test/)' },
  },
  {
    name: 'no-app-imports-another', severity: 'error',
    comment: 'Services share nothing but Kafka. Move what both need into libs/desk (what every desk has) or libs/contracts (what both must agree on).',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
  },
  {
    name: 'pages-import-no-product-code', severity: 'error',
    comment: 'Pages know the product only through its HTTP interfaces: types come from the OpenAPI documents (npm run generate), texts of forms from /v1/catalogue. Add to the interface what is missing.',
    from: { path: '^apps/console/web/' },
    to: { path: '^(libs/|deploy/|test/|apps/(?!console/web/))' },
  },
  {
    name: 'testing-only-in-tests', severity: 'error',
    comment: 'Made-up data must not get into the product. Take the example of the contract (contract.example) or move the code into the lib that owns it.',
    from: { pathNot: TEST_SIDE },
    to: { path: '^(libs/testing/|(apps|libs)/.*/testing/)' },
  },
  {
    name: 'no-import-of-tests', severity: 'error',
    comment: 'A spec exports nothing. Move what is worth sharing into a file of its own beside it, into libs/testing or into test/support.',
    from: {},
    to: { path: SPEC },
  },
  {
    name: 'libs-only-through-their-index', severity: 'error',
    comment: "Import '@lianzhi/<lib>' and export what you need from libs/<lib>/src/index.ts: the rest of a lib may change without notice. Only its testing/ is for the tests of others too.",
    from: { path: '^(apps|deploy|test|libs)/([^/]+)/', pathNot: '^test/architecture/' },
    to: { path: '^libs/([^/]+)/(?!src/index[.]ts$|src/testing/)', pathNot: '^libs/$2/' },
  },
  {
    name: 'no-cycles', severity: 'error',
    comment: 'Files that need each other are one file, or miss a third one: move what both use into it, or pass it in as an argument.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const purity = [
  {
    name: 'contracts-does-no-io', severity: 'error',
    comment: 'contracts is pure: no files, network, processes, clock or randomness. Take the value as an argument; read it in platform, exchange or the app.',
    from: { path: '^libs/contracts/', pathNot: SPEC },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'contracts-knows-no-framework', severity: 'error',
    comment: 'contracts must be usable without Nest, a database or a broker; only class-validator and class-transformer (with reflect-metadata) are allowed. Write a projection here and its use in desk or exchange.',
    from: { path: '^libs/contracts/', pathNot: SPEC },
    to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg'], pathNot: 'node_modules/(@types/)?(class-validator|class-transformer|reflect-metadata)/' },
  },
  {
    name: 'kafkajs-only-in-the-kafka-bus', severity: 'error',
    comment: "The Kafka client is an exchangeable part behind the bus: use the Bus of '@lianzhi/exchange', or add what is missing to libs/exchange/src/kafka. (Tests in test/ may forge records with it.)",
    from: { path: '^(apps|libs|deploy)/', pathNot: '^libs/exchange/src/kafka/' },
    to: { path: 'node_modules/kafkajs/' },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const packages = [
  {
    name: 'no-undeclared-package', severity: 'error',
    comment: 'The package is here only because another one brought it along. Add it to package.json (npm install --save-exact) or do without.',
    from: { path: '^(apps|libs|deploy|test)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-dev-package-in-the-product', severity: 'error',
    comment: 'devDependencies are absent where the product runs. Move the package to dependencies, or the code to a spec.',
    // Pages are built before they are shipped: what they use is in the built files.
    from: { path: '^(apps|libs|deploy)/', pathNot: `${TEST_SIDE}|^apps/console/web/` },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'not-to-unresolvable', severity: 'error',
    comment: 'This import leads nowhere: check the path, or add the package to package.json.',
    from: { path: '^(apps|libs|deploy|test)/' },
    to: { couldNotResolve: true, pathNot: '[.]{2}/dist/' },
  },
];

module.exports = {
  forbidden: [...oneWay, ...purity, ...packages],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'import', 'types'], mainFields: ['main', 'types'] },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
