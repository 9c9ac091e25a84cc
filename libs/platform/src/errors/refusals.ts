import { problem } from './problem-catalogue';
import type { Problem, ProblemField } from './problem';

/** 422 with the fields at fault. */
export function invalid(errors: readonly ProblemField[]): Problem {
  return problem('invalid', { detail: errors[0]?.detail, errors });
}

/** 422 with the issues that a contract found (`Issue` of @lianzhi/contracts). */
export function invalidIssues(issues: readonly { pointer: string; code: string; zh: string; en: string }[]): Problem {
  return invalid(issues.map(({ pointer, code, zh, en }) => ({ pointer, code, detail: { zh, en } })));
}

/** 422 for one query parameter. */
export function invalidParameter(parameter: string, code: string, detail: ProblemField['detail']): Problem {
  return invalid([{ parameter, code, detail }]);
}

/** 404, also for what belongs to another organisation. */
export function notFound(detail?: ProblemField['detail']): Problem {
  return problem('not-found', { detail });
}

/** 403 with the reason. */
export function forbidden(detail?: ProblemField['detail']): Problem {
  return problem('forbidden', { detail });
}

/** 401 with the challenge of RFC 6750. @param reason an RFC 6750 error code; none when no token was sent */
export function unauthenticated(detail: ProblemField['detail'], reason?: 'invalid_token'): Problem {
  const challenge = reason === undefined ? 'Bearer realm="lianzhi"' : `Bearer realm="lianzhi", error="${reason}", error_description="${detail.en}"`;
  return problem('unauthenticated', { detail, headers: { 'WWW-Authenticate': challenge } });
}

/** 409: the state does not allow the move. @param allowed the moves that it does allow for this caller */
export function moveNotAllowed(detail: ProblemField['detail'], allowed: readonly string[]): Problem {
  return problem('move-not-allowed', { detail, extra: { allowed } });
}
