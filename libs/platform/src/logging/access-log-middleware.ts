import type { NextFunction, Request, Response } from 'express';
import { currentTrace } from '../tracing/trace-context';
import type { ServiceLogger } from './create-logger';

/** Probes come every few seconds and tell nothing. */
const quiet = /^\/(health|metrics)/;

/** One line per HTTP call, with the trace id. Path only: a query may hold an ID number that somebody searched for. */
export function accessLogMiddleware(logger: ServiceLogger): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    if (quiet.test(request.path)) return next();
    const begun = performance.now();
    const { method, path } = request;
    const traceId = currentTrace()?.traceId;
    response.once('close', () => logger.info({ traceId, method, path, status: response.statusCode, ms: Math.round(performance.now() - begun) }, 'http'));
    next();
  };
}
