import { RealBusinessClock } from './business-clock';
import type { BusinessClock } from './business-clock';
import { FileBusinessClock } from './file-business-clock';

/** The business clock that the configuration asks for: a file in local mode, else real time. */
export function businessClockOf(config: { clockFile?: string }): BusinessClock {
  return config.clockFile === undefined ? new RealBusinessClock() : new FileBusinessClock(config.clockFile);
}
