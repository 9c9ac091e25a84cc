import { Controller, Get, Inject, Logger } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { problem } from '../errors/problem-catalogue';
import { Public } from '../identity/public';
import { HealthRegistry } from './health-registry';

@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  private readonly logger = new Logger('Health');

  constructor(@Inject(HealthRegistry) private readonly registry: HealthRegistry) {}

  /** The process runs; says nothing about what it depends on. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when the process may get work, else 503 that names the checks that failed. */
  @Get('ready')
  async ready(): Promise<{ status: 'ready'; checks: Record<string, string> }> {
    const { ready, checks, reasons } = await this.registry.readiness();
    if (ready) return { status: 'ready', checks };
    this.logger.debug({ message: 'not ready', reasons });
    throw problem('not-ready', { extra: { checks }, headers: { 'Retry-After': '1' } });
  }
}
