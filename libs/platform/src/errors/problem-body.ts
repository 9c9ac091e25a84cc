import type { Problem } from './problem';

export type Language = 'zh-CN' | 'en';

/** The body of RFC 9457 in one language. `error` repeats the slug for callers that do not want to parse a URN. */
export function problemBody(problem: Problem, language: Language, traceId?: string): Record<string, unknown> {
  const pick = (text: { zh: string; en: string }): string => (language === 'en' ? text.en : text.zh);
  return {
    ...problem.extra,
    type: problem.type,
    title: pick(problem.title),
    status: problem.status,
    ...(problem.detail && { detail: pick(problem.detail) }),
    error: problem.slug,
    ...(problem.errors && { errors: problem.errors.map((field) => ({ ...field, detail: pick(field.detail) })) }),
    ...(traceId && { traceId }),
  };
}
