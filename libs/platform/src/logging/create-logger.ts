import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from '../config/service-config';
import { currentTrace } from '../tracing/trace-context';
import { maskText } from './mask-text';

export type ServiceLogger = Logger;

export interface LoggerOptions {
  level?: LogLevel;
  /** Where the lines go; stdout by default. */
  destination?: DestinationStream;
}

/**
 * Writes JSON lines with `service`, `traceId` and an ISO `time`. ID numbers, credit codes and account numbers are masked in the finished line,
 * so nothing can be forgotten; names and addresses cannot be recognised and must not be logged at all.
 */
export function createLogger(service: string, { level = 'info', destination }: LoggerOptions = {}): ServiceLogger {
  const options = {
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => traceFields(),
    hooks: { streamWrite: maskText },
  };
  // One write per line would cost more than the line. What is waiting is written at the end of the process, and before a fatal line.
  return pino(options, destination ?? pino.destination({ sync: false, minLength: 8_192, periodicFlush: 100 }));
}

function traceFields(): Record<string, string> {
  const trace = currentTrace();
  return trace === undefined ? {} : { traceId: trace.traceId };
}
