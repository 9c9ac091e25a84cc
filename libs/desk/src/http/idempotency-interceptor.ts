import { Inject, Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { callerOfRequest, invalidParameter, problem, problemOf } from '@lianzhi/platform';
import { bodyHash } from '../idempotency/body-hash';
import { IdempotencyStore, type Claim, type IdempotencyScope, type Run } from '../idempotency/idempotency-store';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { EffectLookup } from './effect-lookup';

const DRAWN = Symbol('drawn-effect-id');
type WithDrawn = Request & { [DRAWN]?: string };

/** The id drawn for what this call will create, when it has an `Idempotency-Key`. */
export const drawnId = (request: Request): string | undefined => (request as WithDrawn)[DRAWN];

/**
 * `Idempotency-Key` 幂等键 (optional): the same key and body get the recorded answer (`Idempotency-Replayed: true`), another body 422,
 * one that is still running 409 with `Retry-After`. A refused call has done nothing and frees its key. After a crash the
 * drawn id tells whether the effect is there; if so it is answered, if not it is done now, under the same id.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(IdempotencyStore) private readonly store: IdempotencyStore,
    @Inject(EffectLookup) private readonly effects: EffectLookup,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const key = request.get('idempotency-key');
    if (key === undefined) return next.handle();
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw invalidParameter('Idempotency-Key', 'malformed', { zh: 'Idempotency-Key 应为 1 到 255 个可见 ASCII 字符', en: 'Idempotency-Key must be 1 to 255 visible ASCII characters' });
    return from(this.once(scopeOf(request, key), request, http.getResponse<Response>(), next));
  }

  private async once(scope: IdempotencyScope, request: Request, response: Response, next: CallHandler): Promise<unknown> {
    const claim = await this.store.claim(scope, bodyHash(this.parts.cipher, request.body));
    if (claim.kind === 'run') return this.run(claim, scope, request, next);
    const known = await this.resume(claim, scope, request);
    if ('effectId' in known) return this.run(known, scope, request, next, () => this.answerOf(known, scope, request));
    response.set('Idempotency-Replayed', 'true');
    return known.body;
  }

  /** What is known of the call already, or the right to run it after a crash. */
  private async resume(claim: Exclude<Claim, { kind: 'run' }>, scope: IdempotencyScope, request: Request): Promise<Run | { body: unknown }> {
    if (claim.kind === 'answered') return claim;
    if (claim.kind === 'other-body') throw problem('idempotency-key-reused', { detail: { zh: '该幂等键已用于内容不同的请求', en: 'The key was used with another body' } });
    const done = await this.answerOf(claim, scope, request);
    if (done !== undefined) return { body: done };
    const run = await this.store.takeOver(scope, claim);
    if (run === undefined) throw problem('idempotency-key-in-use', { headers: { 'Retry-After': '1' } });
    return run;
  }

  /** What an earlier run did, though it did not come to say so; undefined while it has done nothing. */
  private async answerOf({ effectId }: Run, scope: IdempotencyScope, request: Request): Promise<unknown> {
    const done = await this.effects.answer(request, effectId);
    if (done !== undefined) await this.store.finish(scope, done);
    return done;
  }

  /** @param earlier what the run did that this one took over from: it may only have been slow, and have done it in the meantime */
  private async run(run: Run, scope: IdempotencyScope, request: Request, next: CallHandler, earlier?: () => Promise<unknown>): Promise<unknown> {
    (request as WithDrawn)[DRAWN] = run.effectId;
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      const done = await earlier?.().catch((reason: unknown) => { this.logger.warn(`what an earlier run did could not be read: ${String(reason)}`); });
      if (done !== undefined) return done;
      await (problemOf(error).status < 500 ? this.store.forget(scope, run) : this.store.release(scope, run)).catch((reason: unknown) => this.logger.warn(`a key could not be freed: ${String(reason)}`));
      throw error;
    }
    // The effect stands; a later call with the key finds it by its id if its answer could not be recorded.
    await this.store.finish(scope, body).catch((reason: unknown) => this.logger.warn(`an answer could not be recorded: ${String(reason)}`));
    return body;
  }
}

/** The organisation belongs to the client: a web console is one client for many organisations. */
function scopeOf(request: Request, key: string): IdempotencyScope {
  const { client, organisation } = callerOfRequest(request);
  return { client: `${organisation}/${client}`, method: request.method, path: request.path.toLowerCase(), key };
}
