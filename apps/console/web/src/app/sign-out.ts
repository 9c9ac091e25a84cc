import { forgetDrafts } from '../forms/draft-store';
import { userManager } from '../session/user-manager';
import { queryClient } from './query-client';

/** Leaves nothing of a case behind on this machine. */
export async function signOut(user: string): Promise<void> {
  forgetDrafts(user);
  queryClient.clear();
  await userManager.signoutRedirect();
}
