import type { OrganisationRecord } from './directory-record';

/** Organisations and who stands above whom. */
export class OrganisationTree {
  private readonly byCode = new Map<string, OrganisationRecord>();

  put(record: OrganisationRecord): void {
    this.byCode.set(record.code, record);
  }

  find(code: string): OrganisationRecord | undefined {
    return this.byCode.get(code);
  }

  all(): OrganisationRecord[] {
    return [...this.byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /** Those directly below. */
  children(code: string): OrganisationRecord[] {
    return this.all().filter(({ parent }) => parent === code);
  }

  /** From the one directly above to the top; ends early at an unknown or repeated one. */
  superiors(code: string): OrganisationRecord[] {
    const chain: OrganisationRecord[] = [];
    const seen = new Set([code]);
    for (let at = this.above(code); at && !seen.has(at.code); at = this.above(at.code)) {
      seen.add(at.code);
      chain.push(at);
    }
    return chain;
  }

  private above(code: string): OrganisationRecord | undefined {
    const parent = this.byCode.get(code)?.parent;
    return parent === undefined ? undefined : this.byCode.get(parent);
  }
}
