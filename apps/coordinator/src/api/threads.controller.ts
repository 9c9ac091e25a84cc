import { Controller, Get, Inject, Logger, Param } from '@nestjs/common';
import { CurrentCaller, isCanonicalUuid, notFound, type Caller } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { ForStaff } from './for-staff';
import { readThread, type ThreadView } from './read-thread';
import { Scopes } from './scope';
import { COORDINATOR } from './tokens';

/** Threads 事项链条: the steps that follow one another, across agencies; metadata only, each step to those who may see it. */
@ForStaff()
@Controller('v1/threads')
export class ThreadsController {
  private readonly logger = new Logger('Threads');

  constructor(@Inject(COORDINATOR) private readonly coordinator: Coordinator, @Inject(Scopes) private readonly scopes: Scopes) {}

  @Get(':id')
  async read(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<ThreadView> {
    const { pool } = this.coordinator.exchange;
    const found = isCanonicalUuid(id) ? await readThread(pool, id, this.scopes.of(caller), this.coordinator.contexts.catalogue) : undefined;
    if (found && found.requests.length > 0) return found;
    if (found && found.hidden > 0) await this.recordRefusal(id, caller);
    throw notFound();
  }

  private async recordRefusal(id: string, { client, organisation }: Caller): Promise<void> {
    this.logger.warn({ message: 'access refused', thread: id, client, organisation });
    await this.coordinator.exchange.pool.query('INSERT INTO access_refusal (client, organisation, request_id, action) VALUES ($1, $2, $3, $4)', [client, organisation, id, 'thread']);
  }
}
