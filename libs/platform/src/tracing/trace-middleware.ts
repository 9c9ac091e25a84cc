import type { NextFunction, Request, Response } from 'express';
import { currentTrace, runWithTrace } from './trace-context';

/** Takes up the caller's `traceparent` or begins a trace, and says in the response which one it is. */
export function traceMiddleware(request: Request, response: Response, next: NextFunction): void {
  runWithTrace(request.get('traceparent'), () => {
    const trace = currentTrace();
    if (trace !== undefined) response.setHeader('traceparent', trace.traceparent);
    next();
  });
}
