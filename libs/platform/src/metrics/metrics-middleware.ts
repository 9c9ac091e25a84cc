import type { NextFunction, Request, Response } from 'express';
import type { Metrics } from './metrics';

/** Times each HTTP call. Event streams are left out, since they last as long as the browser stays. */
export function metricsMiddleware(metrics: Metrics): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.once('finish', () => {
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
      metrics.observeHttp(knownMethod(request.method), routeOf(request), response.statusCode, Number(process.hrtime.bigint() - start) / 1e9);
    });
    next();
  };
}

function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? request.baseUrl + route.path : 'unmatched';
}

// A caller may invent methods; each would be a new time series.
function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
