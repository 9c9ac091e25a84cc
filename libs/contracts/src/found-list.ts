import type { Issue } from './issue';

/** A query's outcome and its list must agree: what was found is listed, and nothing is listed where nothing is there. */
export const foundListIssues = (outcome: string | undefined, field: string, list: readonly unknown[] | undefined): Issue[] => {
  const pointer = `/details/${field}`;
  if (outcome === 'found' && list?.length === 0) return [{ pointer, code: 'found-nothing', zh: '结果为查到时须至少列出一项', en: 'must not be empty when something was found' }];
  if (outcome === 'none_proven' && (list?.length ?? 0) > 0) return [{ pointer, code: 'none-but-listed', zh: '结果为经查无时不得列出任何一项', en: 'must be empty when nothing is there' }];
  return [];
};
