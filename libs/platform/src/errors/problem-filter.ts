import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { currentTrace } from '../tracing/trace-context';
import { languageOf } from './language-of';
import { problemBody } from './problem-body';
import { problemOf } from './problem-of';

/** Answers every failed HTTP call with `application/problem+json` in the caller's language (Chinese unless English is preferred). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('ProblemFilter');

  catch(error: unknown, host: ArgumentsHost): void {
    // A failed message is the bus's to judge (dead letter or retry), not an HTTP answer.
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = problemOf(error);
    if (problem.slug === 'internal' || problem !== error && problem.status >= 500) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const language = languageOf(request);
    response.status(problem.status).set({ ...problem.headers, 'Content-Language': language, 'Cache-Control': 'no-store' });
    response.type('application/problem+json').send(JSON.stringify(problemBody(problem, language, currentTrace()?.traceId)));
  }
}
