import { isPlainObject } from '@lianzhi/contracts';
import { invalid } from '@lianzhi/platform';
import type { Draft } from './draft';
import { bodyOf } from './draft-view';

/**
 * The body that is sent: what was drafted, with the fields that the officer gave in their place; `details` field by field. Pure.
 * @throws Problem 422 for what is no object, and for another type: that would be another request
 */
export function completeDraft(draft: Pick<Draft, 'type' | 'to' | 'body'>, given: unknown): Record<string, unknown> {
  if (given === undefined || given === null) return { ...bodyOf(draft) };
  if (!isPlainObject(given)) throw invalid([{ pointer: '', code: 'object', detail: { zh: '须为对象', en: 'must be an object' } }]);
  if (given.type !== undefined && given.type !== draft.type) throw invalid([{ pointer: '/type', code: 'draft-type', detail: { zh: '不能改变代拟事项的类型', en: 'The type of a draft cannot be changed' } }]);
  const details = isPlainObject(given.details) ? { ...draft.body.details, ...given.details } : (given.details ?? draft.body.details);
  return { ...bodyOf(draft), ...given, details };
}
