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

  /** 200 when the process may get work, else 503 that names the checks that failed, and says what is missing and what to do. */
  @Get('ready')
  async ready(): Promise<{ status: 'ready'; checks: Record<string, string> }> {
    const { ready, checks, reasons, remedies } = await this.registry.readiness();
    if (ready) return { status: 'ready', checks };
    this.logger.debug({ message: 'not ready', reasons });
    const missing = Object.values(remedies);
    throw problem('not-ready', { detail: { zh: missing.map(({ zh }) => zh).join(''), en: missing.map(({ en }) => en).join(' ') }, extra: { checks }, headers: { 'Retry-After': '1' } });
  }
}
