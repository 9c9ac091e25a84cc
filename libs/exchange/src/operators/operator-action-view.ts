import { toShanghaiIso } from '@lianzhi/contracts';
import type { OperatorActionRow } from './operator-action';

/** In the API: do not rename. */
export interface ActionView { id: string; at: string; organisation: string; by: string; action: string; target: string | null; reason: string | null; outcome: string; detail: Record<string, unknown> | null }

export const actionView = ({ id, recorded_at: at, organisation, client, user_name: user, action, target, reason, outcome, detail }: OperatorActionRow): ActionView =>
  ({ id, at: toShanghaiIso(at), organisation, by: user ?? client, action, target, reason, outcome, detail });
