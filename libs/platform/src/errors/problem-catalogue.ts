import { Problem } from './problem';
import type { ProblemDetails } from './problem';

/**
 * The problems that every service may answer with: slug → status and title. A service adds its own as `ProblemKind` values.
 * WARNING: the slugs are public (`error` and `type` of the body); renaming one breaks callers.
 */
export const PROBLEMS = {
  'bad-request': { status: 400, title: { zh: '请求格式不正确', en: 'The request is malformed' } },
  'broken-json': { status: 400, title: { zh: '请求体不是有效的 JSON', en: 'The body is not valid JSON' } },
  unauthenticated: { status: 401, title: { zh: '未通过身份验证', en: 'Not authenticated' } },
  forbidden: { status: 403, title: { zh: '无权进行此操作', en: 'Not permitted' } },
  'not-found': { status: 404, title: { zh: '未找到', en: 'Not found' } },
  'method-not-allowed': { status: 405, title: { zh: '该地址不支持此方法', en: 'The method is not allowed here' } },
  'not-acceptable': { status: 406, title: { zh: '无法提供所要求的格式', en: 'The requested format is not available' } },
  timeout: { status: 408, title: { zh: '请求超时', en: 'The request took too long' } },
  'move-not-allowed': { status: 409, title: { zh: '当前状态不允许此操作', en: 'The move is not allowed in this state' } },
  conflict: { status: 409, title: { zh: '与当前状态冲突', en: 'In conflict with the current state' } },
  'idempotency-key-in-use': { status: 409, title: { zh: '同一幂等键的请求仍在处理', en: 'A request with this idempotency key is still running' } },
  'precondition-failed': { status: 412, title: { zh: '前提条件不满足', en: 'The precondition failed' } },
  'too-large': { status: 413, title: { zh: '内容过大', en: 'The content is too large' } },
  'unsupported-media-type': { status: 415, title: { zh: '不支持的内容类型或编码', en: 'The media type or encoding is not supported' } },
  invalid: { status: 422, title: { zh: '内容未通过校验', en: 'The content is not valid' } },
  'idempotency-key-reused': { status: 422, title: { zh: '幂等键已用于不同的请求', en: 'The idempotency key was used for another request' } },
  'too-many-requests': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' } },
  internal: { status: 500, title: { zh: '服务内部错误', en: 'Internal error' } },
  unavailable: { status: 503, title: { zh: '服务暂不可用', en: 'Temporarily unavailable' } },
  'not-ready': { status: 503, title: { zh: '服务尚未就绪', en: 'The service is not ready' } },
} as const;

export type ProblemSlug = keyof typeof PROBLEMS;

/** A problem of the catalogue, to be thrown. */
export function problem(slug: ProblemSlug, details: ProblemDetails = {}): Problem {
  return new Problem({ slug, ...PROBLEMS[slug] }, details);
}

/** The catalogue's problem for an HTTP status, else `bad-request` or `internal`. */
export function slugOfStatus(status: number): ProblemSlug {
  return BY_STATUS.get(status) ?? (status < 500 ? 'bad-request' : 'internal');
}

const PREFERRED: readonly ProblemSlug[] = ['bad-request', 'conflict', 'invalid', 'unavailable'];
const BY_STATUS = new Map<number, ProblemSlug>(
  [...(Object.keys(PROBLEMS) as ProblemSlug[]), ...PREFERRED].map((slug) => [PROBLEMS[slug].status, slug]),
);
