import type { JsonSchema } from '../../fields';
import { operation } from './operation';

const open = (id: string, zh: string, en: string, media?: string, refusals?: number[]) => ({ get: operation({ id, title: { zh, en }, tag: 'operations', open: true, refusals, ...media ? { media } : { response: { type: 'object', additionalProperties: true } } }) });
const operationsPaths: Record<string, JsonSchema> = {
  '/health/live': open('live', '存活', 'Alive'),
  '/health/ready': open('ready', '就绪', 'Ready', undefined, [503]),
  '/metrics': open('metrics', '指标', 'Metrics', 'text/plain'),
  '/openapi.json': open('openapi', '接口文档', 'This document'),
  '/asyncapi.json': open('asyncapi', '消息文档', 'The bus'),
};

/** The frame of every OpenAPI document here. */
export const openapiDocument = ({ title, paths, schemas }: { title: string; paths: Record<string, JsonSchema>; schemas: Record<string, JsonSchema> }): JsonSchema => ({
  openapi: '3.1.0',
  info: { title, version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  security: [{ bearer: [] }],
  paths: { ...paths, ...operationsPaths },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'audience urn:lianzhi:api, claims organisation and roles' } },
    schemas,
  },
});
