import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  payload: AdapterPayload;
  expiresMs: number;
}

/** Sessions, codes and refresh tokens of one process: enough for one machine. After a restart people sign in again; access tokens need no store. */
export class MemoryAdapter implements Adapter {
  private readonly stored = new Map<string, Stored>();

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    this.dropExpired();
    this.stored.set(id, { payload, expiresMs: expiresIn > 0 ? Date.now() + expiresIn * 1000 : Infinity });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = this.stored.get(id);
    return found !== undefined && found.expiresMs > Date.now() ? found.payload : undefined;
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.userCode === userCode);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.uid === uid);
  }

  async consume(id: string): Promise<void> {
    const found = this.stored.get(id);
    if (found !== undefined) found.payload = { ...found.payload, consumed: Math.floor(Date.now() / 1000) };
  }

  async destroy(id: string): Promise<void> {
    this.stored.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.stored) if (payload.grantId === grantId) this.stored.delete(id);
  }

  private async findWhere(matches: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    const now = Date.now();
    return [...this.stored.values()].find(({ payload, expiresMs }) => expiresMs > now && matches(payload))?.payload;
  }

  private dropExpired(): void {
    const now = Date.now();
    for (const [id, { expiresMs }] of this.stored) if (expiresMs <= now) this.stored.delete(id);
  }
}
