import { Body, Controller, Delete, Get, HttpCode, Inject, Put } from '@nestjs/common';
import { parseInstant, toShanghaiIso } from '@lianzhi/contracts';
import { BUSINESS_CLOCK, invalid, notFound, Public, SERVICE_CONFIG, writeClock, type BusinessClock, type ServiceConfig } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { COORDINATOR } from './tokens';

export interface ClockState {
  /** Business time, RFC 3339 in +08:00. */
  now: string;
  /** Business time minus system time, ms. */
  offset: number;
  /** Everything that this instant asks for has been called and told. */
  settled: boolean;
}

/** Local and test mode only: business time, which can be made to stand at an instant. Elsewhere there is no such thing. */
@Public()
@Controller('v1/clock')
export class ClockController {
  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: Pick<ServiceConfig, 'clockFile'>,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(COORDINATOR) private readonly coordinator: Coordinator,
  ) {}

  @Get()
  async read(): Promise<ClockState> {
    this.file();
    const settled = await this.coordinator.settlement.isSettled();
    const { now, offsetMs } = this.clock.read();
    return { now: toShanghaiIso(now), offset: Math.round(offsetMs), settled };
  }

  /** Business time stands at `now` until the next call. */
  @Put()
  set(@Body() body: unknown): Omit<ClockState, 'settled'> {
    writeClock(this.file(), toShanghaiIso(instantOf(body)));
    const { now, offsetMs } = this.clock.read();
    return { now: toShanghaiIso(now), offset: Math.round(offsetMs) };
  }

  /** Real time again. */
  @Delete()
  @HttpCode(204)
  release(): void {
    writeClock(this.file(), null);
  }

  private file(): string {
    if (this.config.clockFile === undefined) throw notFound();
    return this.config.clockFile;
  }
}

function instantOf(body: unknown): number {
  try {
    return parseInstant((body as { now: string }).now);
  } catch {
    throw invalid([{ pointer: '/now', code: 'not-an-instant', detail: { zh: 'now 应为带时区的时刻，如 2025-09-30T12:00:00+08:00', en: 'now must be an instant with offset, such as 2025-09-30T12:00:00+08:00' } }]);
  }
}
