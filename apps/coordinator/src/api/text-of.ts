import { invalid } from '@lianzhi/platform';

const longest = 2_000;

/** What somebody wrote beside a move: the first of these fields that is there; blank is nothing. @throws Problem 422 */
export function textOf(body: unknown, ...fields: [string, ...string[]]): string | undefined {
  const given = (body ?? {}) as Record<string, unknown>;
  const name = fields.find((field) => given[field] !== undefined && given[field] !== null);
  if (name === undefined) return undefined;
  const text = given[name];
  if (typeof text !== 'string' || text.length > longest) {
    throw invalid([{ pointer: `/${name}`, code: 'not-text', detail: { zh: `${name} 应为不超过${longest}字的文字`, en: `${name} must be text of at most ${longest} characters` } }]);
  }
  return text.trim() === '' ? undefined : text;
}

/** @throws Problem 422 also where nothing was written */
export function neededText(body: unknown, field: string): string {
  const text = textOf(body, field);
  if (text === undefined) throw invalid([{ pointer: `/${field}`, code: 'required', detail: { zh: '须写明理由', en: 'a reason is needed' } }]);
  return text;
}
