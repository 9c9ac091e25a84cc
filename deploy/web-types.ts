import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The documents whose types the pages use: what every desk has stands in both desks' documents. */
const DOCUMENTS = ['coordinator', 'court', 'police'];

interface OpenapiTypescript { default(document: object): Promise<unknown>; astToString(ast: unknown): string; COMMENT_HEADER: string }

/**
 * Path inside apps/console/web/src/api/generated → TypeScript types of the interfaces, from the same OpenAPI documents that the services serve.
 * @param files the generated files (generated-files.ts)
 */
export async function webTypes(root: string, files: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const { default: openapiTypes, astToString, COMMENT_HEADER } = createRequire(join(root, 'apps', 'console', 'package.json'))('openapi-typescript') as OpenapiTypescript;
  const types = new Map<string, string>();
  for (const name of DOCUMENTS) {
    const document = JSON.parse(files.get(`openapi/${name}.json`)!) as object;
    types.set(`${name}.d.ts`, COMMENT_HEADER + astToString(await openapiTypes(document)));
  }
  return types;
}
