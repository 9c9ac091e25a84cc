import { mayFollow, type FollowVerdict } from '@lianzhi/contracts';
import { lock } from '@lianzhi/exchange';
import { findRequests, requestOf } from '../requests/request-rows';
import type { DeskSession } from '../unit/desk-session';
import { deskProblem } from './desk-problems';
import type { SubmitCommand } from './move-command';

/**
 * Judges once more, in the transaction that sends, whether the earlier request allows this one: it may have moved since the call was read. The
 * earlier one stays locked until the commit, so what is sent stands on what was seen. Two that wait for each other are tried again by the batcher.
 * @throws Problem
 */
export async function judgeFollows({ follows, from, type }: SubmitCommand, { client, context, now }: DeskSession): Promise<void> {
  if (!follows) return;
  await lock(client, [follows.id]);
  const found = await findRequests(client, [follows.id]);
  const earlier = context.exchange.directory.speaksFor(from).map((one) => requestOf(found, follows.id, one)).find((one) => one !== undefined);
  const verdict: FollowVerdict = earlier ? mayFollow(context.catalogue.get(type), earlier, now) : { allowed: false, code: 'wrong-type', reason: { zh: '没有该事项', en: 'There is no such request' } };
  if (verdict.allowed) return;
  const code = verdict.code === 'not-yet' ? 'follows-not-yet' : 'unknown-follows';
  throw deskProblem(code, { detail: verdict.reason, errors: [{ pointer: '/follows', code, detail: verdict.reason }] });
}
