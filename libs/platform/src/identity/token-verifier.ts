import { createHash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import type { Clock } from '../time/clock';
import { systemClock } from '../time/clock';
import { problem } from '../errors/problem-catalogue';
import type { Problem } from '../errors/problem';
import { forbidden, unauthenticated } from '../errors/refusals';
import { callerOf } from './caller';
import type { Caller } from './caller';
import { IssuerKeys, IssuerUnreachable } from './issuer-keys';
import type { IssuerOptions } from './issuer-keys';

/** Asymmetric only; `none` and HMAC would let a caller sign for itself. */
const ALGORITHMS = ['ES256', 'RS256', 'PS256'];
const TOLERANCE_SECONDS = 5;
/** A verified token is believed for so long without looking at the keys again. */
const CACHE_MS = 5 * 60_000;
const CACHE_SIZE = 10_000;

interface Verified {
  caller: Promise<Caller>;
  untilMs: number;
}

/** Checks access tokens (JWT) of the identity provider. Tokens seen lately cost one SHA-256. */
export class TokenVerifier {
  private readonly keys: IssuerKeys;
  private readonly seen = new Map<string, Verified>();

  constructor(
    private readonly options: IssuerOptions & { audience: string },
    private readonly clock: Clock = systemClock,
  ) {
    this.keys = new IssuerKeys(options);
  }

  /** @throws Problem 401 (invalid, expired, other audience), 403 (no organisation), 503 (provider unreachable) */
  verify(token: string): Promise<Caller> {
    const digest = createHash('sha256').update(token).digest('base64');
    const now = this.clock.now().getTime();
    const known = this.seen.get(digest);
    if (known !== undefined && now < known.untilMs) return known.caller;
    const entry: Verified = { caller: this.check(token).then(({ caller, expiresMs }) => this.keep(entry, caller, expiresMs)), untilMs: now + CACHE_MS };
    entry.caller.catch(() => this.seen.delete(digest));
    this.remember(digest, entry);
    return entry.caller;
  }

  private keep(entry: Verified, caller: Caller, expiresMs: number): Caller {
    entry.untilMs = Math.min(entry.untilMs, expiresMs);
    return caller;
  }

  private remember(digest: string, entry: Verified): void {
    this.seen.delete(digest);
    this.seen.set(digest, entry);
    // A map keeps the order of insertion, so the first key is the oldest.
    if (this.seen.size > CACHE_SIZE) this.seen.delete(this.seen.keys().next().value as string);
  }

  private async check(token: string): Promise<{ caller: Caller; expiresMs: number }> {
    const { payload } = await this.verified(token);
    const caller = callerOf(payload);
    if (caller === undefined) throw forbidden({ zh: '令牌未指明所代表的单位（organisation）', en: 'The token names no organisation' });
    return { caller, expiresMs: (payload.exp ?? 0) * 1000 };
  }

  private async verified(token: string): ReturnType<typeof jwtVerify> {
    try {
      return await jwtVerify(token, await this.keys.get(), {
        issuer: this.options.issuer,
        audience: this.options.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: this.clock.now(),
      });
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

function refusalOf(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return unauthenticated({ zh: '令牌已过期', en: 'The token has expired' }, 'invalid_token');
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return unauthenticated({ zh: '令牌的受众（aud）不是本接口', en: 'The token is for another audience' }, 'invalid_token');
  }
  if (isUnreachable(error)) return problem('unavailable', { detail: { zh: '暂时无法连接身份服务', en: 'The identity provider cannot be reached at the moment' }, headers: { 'Retry-After': '2' } });
  return unauthenticated({ zh: '令牌无效', en: 'The token is not valid' }, 'invalid_token');
}

// jose throws a plain JOSEError when the key set cannot be fetched, and fetch a TypeError.
function isUnreachable(error: unknown): boolean {
  return error instanceof IssuerUnreachable || error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.constructor === errors.JOSEError;
}
