import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

export interface IssuerOptions {
  issuer: string;
  /** Skips discovery. */
  jwksUri?: string;
}

/** The identity provider cannot be reached or answered nonsense; not the caller's fault. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

/** The issuer's public keys, discovered at the first use; a failed discovery is tried again at the next. */
export class IssuerKeys {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly options: IssuerOptions) {}

  /** @throws IssuerUnreachable */
  get(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = undefined;
      throw new IssuerUnreachable('the identity provider cannot be reached', { cause: error });
    });
    return this.keys;
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const uri = this.options.jwksUri ?? (await this.discoveredUri());
    return createRemoteJWKSet(new URL(uri), { timeoutDuration: 5000, cooldownDuration: 10_000 });
  }

  private async discoveredUri(): Promise<string> {
    const base = this.options.issuer.replace(/\/$/, '');
    const response = await fetch(`${base}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5000) });
    if (!response.ok) throw new Error(`discovery answered ${response.status}`);
    const { issuer, jwks_uri: uri } = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (issuer !== this.options.issuer || typeof uri !== 'string') throw new Error('the discovery document is of another issuer or names no keys');
    return uri;
  }
}
