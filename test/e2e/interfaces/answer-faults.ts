import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Json } from './api-client';

interface Given { method: string; path: string; status: number; type: string; body: unknown }

const validators = new Map<string, ValidateFunction>();
const compilers = new Map<string, Ajv2020>();

/** What of a real answer is not as the service's own OpenAPI document says. */
export function answerFaults(service: string, document: Json, { method, path, status, type, body }: Given): string[] {
  const route = path.split('?')[0]!;
  const template = templateOf(document, route);
  // A path that nobody described is nobody's route: only 404 fits.
  if (template === undefined) return status === 404 ? [] : [`path ${route} is not in the document`];
  const operation = document.paths[template][method.toLowerCase()];
  if (operation === undefined) return status === 404 || status === 405 ? [] : [`${method} ${template} is not in the document`];
  const response = operation.responses[String(status)];
  if (response === undefined) return [`status ${status} of ${method} ${template} is not in the document`];
  const media = type.split(';')[0]!.trim();
  if (response.content === undefined) return status === 204 || media === '' ? [] : [`${method} ${template} ${status} describes no content but gives ${media}`];
  if (response.content['*/*'] !== undefined) return [];
  if (response.content[media] === undefined) return [`${method} ${template} ${status} gives ${media}, described: ${Object.keys(response.content).join(', ')}`];
  if (body === undefined) return [];
  const pointer = ['paths', template, method.toLowerCase(), 'responses', String(status), 'content', media, 'schema'].map(escaped).join('/');
  const validate = validatorOf(service, document, pointer);
  return validate(body) ? [] : (validate.errors ?? []).slice(0, 6).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

function templateOf(document: Json, route: string): string | undefined {
  const parts = route.split('/');
  const fits = (template: string): boolean => {
    const wanted = template.split('/');
    return wanted.length === parts.length && wanted.every((part, i) => part === parts[i] || (part.startsWith('{') && parts[i] !== ''));
  };
  return Object.keys(document.paths as object).filter(fits).sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')) || a.split('{').length - b.split('{').length)[0];
}

const escaped = (part: string): string => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));

/** @param pointer JSON pointer of the schema, escaped for a URI fragment */
function validatorOf(service: string, document: Json, pointer: string): ValidateFunction {
  const uri = `lianzhi:${service}#/${pointer}`;
  const known = validators.get(uri) ?? compilerOf(service, document).compile({ $ref: uri });
  validators.set(uri, known);
  return known;
}

function compilerOf(service: string, document: Json): Ajv2020 {
  const known = compilers.get(service);
  if (known) return known;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv as never);
  ajv.addSchema(closed(document) as object, `lianzhi:${service}`);
  compilers.set(service, ajv);
  return ajv;
}

/** Callers may get more than they know; here every property that is answered has to be described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const described = typeof inside.properties === 'object' && (inside.type === 'object' || (Array.isArray(inside.type) && inside.type.includes('object')));
  return described && inside.additionalProperties === undefined ? { ...inside, additionalProperties: false } : inside;
}
