/** Throws or rejects while the thing it looks at is not ready. */
export type HealthCheck = () => void | Promise<void>;

/** What is missing, and what to do about it: one sentence in each language, without a host or a secret. */
export interface Remedy { zh: string; en: string }

export interface Readiness {
  ready: boolean;
  checks: Record<string, 'ok' | 'failed'>;
  /** Reasons of the failed checks, for the log only: they may name hosts. */
  reasons: Record<string, string>;
  /** Of the failed checks. */
  remedies: Record<string, Remedy>;
}

/** Collects what must hold before this process may get work. */
export class HealthRegistry {
  private readonly checks = new Map<string, { check: HealthCheck; remedy: Remedy }>();

  /** @param timeoutMs a check that takes longer has failed */
  constructor(private readonly timeoutMs = 2000) {}

  register(name: string, remedy: Remedy, check: HealthCheck): void {
    this.checks.set(name, { check, remedy });
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all([...this.checks].map(async ([name, { check }]) => [name, await this.run(check)] as const));
    const failed = results.filter(([, reason]) => reason !== undefined) as [string, string][];
    return {
      ready: failed.length === 0,
      checks: Object.fromEntries(results.map(([name, reason]) => [name, reason === undefined ? 'ok' : 'failed'])),
      reasons: Object.fromEntries(failed),
      remedies: Object.fromEntries(failed.map(([name]) => [name, this.checks.get(name)!.remedy])),
    };
  }

  private async run(check: HealthCheck): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => (timer = setTimeout(resolve, this.timeoutMs, `no answer within ${this.timeoutMs} ms`)));
    try {
      return await Promise.race([late, Promise.resolve().then(check).then(() => undefined)]);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
