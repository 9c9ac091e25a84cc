/** Jest in CommonJS mode; the ESM packages of node_modules are transformed down, since jest on Node 20 cannot require() them. */
const swc = (parser) => ['@swc/jest', {
  swcrc: false, sourceMaps: 'inline',
  jsc: { target: 'es2022', parser, keepClassNames: true, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } },
  module: { type: 'commonjs' },
}];
const esm = ['@nestjs', '@standard-schema', 'file-type', 'strtok3', 'token-types', '@tokenizer', '@borewit', 'uint8array-extras', 'load-esm', 'jose', 'fast-check', 'pure-rand', 'canonicalize', 'uuid'];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }), '^.+\\.m?js$': swc({ syntax: 'ecmascript' }) },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  moduleNameMapper: { '^@lianzhi/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
module.exports = { ...base, projects: undefined, roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/deploy', '<rootDir>/test'], testRegex: '\\.(spec|int-spec|e2e-spec)\\.ts$' };
