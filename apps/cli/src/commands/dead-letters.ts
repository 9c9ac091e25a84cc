import type { CommandLine } from '../command-line';
import type { DeskConnection } from '../desk-connection';
import { UsageError } from '../usage-error';

const actions = ['list', 'show', 'requeue', 'discard'] as const;

/** `dead-letters [list|show <id>|requeue <id…>|discard <id…> --reason <text>]`: dead letters 死信 of a service, for whoever runs it. */
export async function deadLetters(line: CommandLine, connect: () => Promise<DeskConnection>): Promise<object> {
  const [given = 'list', ...ids] = line.arguments;
  const action = actions.find((one) => one === given);
  const { reason, state } = line.options;
  if (!action) throw new UsageError(`没有操作 ${given}，可选：${actions.join('、')}`, `There is no action ${given}: choose from ${actions.join(', ')}`);
  if ((action === 'list') !== (ids.length === 0) || (action === 'show' && ids.length !== 1)) throw new UsageError('list 不带编号，show 带一个，requeue 与 discard 至少一个', 'list takes no id, show one, requeue and discard at least one');
  if (action === 'discard' && reason === undefined) throw new UsageError('作废须写明理由 --reason', 'To discard needs --reason');
  const desk = await connect();
  if (action === 'list') return desk.json(`/v1/dead-letters?${new URLSearchParams({ state: state ?? 'open', limit: '200' }).toString()}`);
  if (action === 'show') return desk.json(`/v1/dead-letters/${encodeURIComponent(ids[0]!)}`);
  return desk.json(`/v1/dead-letters/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ids, ...(reason !== undefined && { reason }) }) });
}
