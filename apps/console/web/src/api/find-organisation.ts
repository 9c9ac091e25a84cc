import { coordinatorApi, dataOf } from './services';
import type { Organisation } from '../session/session';

/** From the directory. @throws when it has no such organisation */
export async function findOrganisation(code: string): Promise<Organisation> {
  const { items } = await dataOf(coordinatorApi.GET('/v1/organisations', { params: { query: { q: code, limit: 50 } } }));
  const found = (items as Organisation[]).find((organisation) => organisation.code === code);
  if (found === undefined) throw new Error(`organisation ${code} is not in the directory`);
  return found;
}
