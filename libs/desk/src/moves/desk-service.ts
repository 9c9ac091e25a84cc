import { histories, type HistoryRow } from '@lianzhi/exchange';
import { GatheredCalls, uuidv7 } from '@lianzhi/platform';
import type { DeskCore, OpenedMessage } from '../desk-core';
import { toldNotices, type ToldNotice } from '../notices/told-notice';
import type { DeskRequest } from '../requests/desk-request';
import { findRequests, requestOf } from '../requests/request-rows';
import type { DeskContext } from '../unit/desk-context';
import { UnitBatcher } from '../unit/unit-batcher';
import { judgeFollows } from './judge-follows';
import { beginRequest, boxOf, makeMove } from './make-move';
import type { MoveCommand, SubmitCommand } from './move-command';
import { openMessages } from './open-messages';

/** What an organisation of this desk does with requests: send one, move one, read one. Calls that come together commit, and read, together. */
export class DeskService implements DeskCore {
  private readonly batcher: UnitBatcher;
  private readonly requests: GatheredCalls<{ id: string; organisation: string }, DeskRequest | undefined>;
  private readonly histories: GatheredCalls<string, HistoryRow[]>;

  constructor(private readonly context: DeskContext) {
    const { pool } = context.exchange;
    this.batcher = new UnitBatcher(context);
    this.requests = new GatheredCalls(async (keys) => {
      const found = await findRequests(pool, keys.map(({ id }) => id));
      // Of a closed organisation, whoever succeeded it.
      return keys.map(({ id, organisation }) => context.exchange.directory.speaksFor(organisation).map((one) => requestOf(found, id, one)).find((one) => one !== undefined));
    });
    this.histories = new GatheredCalls(async (ids) => {
      const rows = await histories(pool, ids);
      return ids.map((id) => rows.filter(({ request_id }) => request_id === id));
    }, 100);
  }

  submit(command: SubmitCommand): Promise<DeskRequest> {
    const id = command.id ?? uuidv7();
    return this.batcher.run(id, async (session) => {
      const send = (): DeskRequest => beginRequest(id, command, session);
      const known = session.find(id, boxOf(this.context.catalogue.get(command.type)));
      if (known) return known;
      await judgeFollows(command, session);
      return command.around ? command.around(session.client, send) : send();
    }, { ...command, id });
  }

  move(command: MoveCommand): Promise<DeskRequest> {
    return this.batcher.run(command.requestId, async (session) => {
      const send = (): DeskRequest => makeMove(command, session);
      return command.around ? command.around(session.client, send) : send();
    });
  }

  /** Sends the `taken` of a received request whose automatic answer is not there in time to stand for it. */
  confirmReceipt(requestId: string): Promise<void> {
    return this.batcher.run(requestId, async (session) => {
      const request = session.find(requestId, 'received');
      if (request) session.confirmed(request);
      session.confirmTask(requestId);
    });
  }

  find(requestId: string, organisation: string): Promise<DeskRequest | undefined> {
    return this.requests.call({ id: requestId, organisation });
  }

  async messages(request: DeskRequest): Promise<OpenedMessage[]> {
    return openMessages(request, await this.histories.call(request.id), this.context.exchange.opener);
  }

  async notices(requestId: string, organisations: readonly string[]): Promise<ToldNotice[]> {
    return toldNotices(await this.histories.call(requestId), organisations, this.context.exchange.opener);
  }
}
