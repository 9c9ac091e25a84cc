import type { OrganisationRecord } from './directory-record';

/** Organisations and who stands above whom. */
export class OrganisationTree {
  private readonly byCode = new Map<string, OrganisationRecord>();
  private sorted: readonly OrganisationRecord[] | undefined;

  /** Successor → the closed ones that name it. */
  private readonly predecessors = new Map<string, Set<string>>();

  put(record: OrganisationRecord): void {
    const before = successorOf(this.byCode.get(record.code));
    if (before !== undefined) this.predecessors.get(before)?.delete(record.code);
    this.byCode.set(record.code, record);
    this.sorted = undefined;
    const successor = successorOf(record);
    if (successor !== undefined) this.predecessors.set(successor, (this.predecessors.get(successor) ?? new Set()).add(record.code));
  }

  find(code: string): OrganisationRecord | undefined {
    return this.byCode.get(code);
  }

  /** In order of their codes; sorted once between two changes, since many ask for them. */
  all(): readonly OrganisationRecord[] {
    return (this.sorted ??= [...this.byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1)));
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

  /** Who acts for it now: itself, or of a closed one the last of its successors that is known. */
  actingFor(code: string): OrganisationRecord | undefined {
    const seen = new Set<string>();
    for (let at = this.byCode.get(code); ;) {
      const next = at && !seen.has(at.code) ? this.byCode.get(successorOf(at) ?? '') : undefined;
      if (!at || !next) return at;
      seen.add(at.code);
      at = next;
    }
  }

  /** Itself first, then the closed ones of the same operator whose open matters came to it. */
  speaksFor(code: string): string[] {
    const found = new Set([code]);
    const operator = this.byCode.get(code)?.operator;
    // A set is read to its end also while it grows.
    for (const one of found) for (const closed of this.predecessors.get(one) ?? []) if (this.byCode.get(closed)?.operator === operator) found.add(closed);
    return [...found];
  }

  /**
   * All whose matters are one with its: whoever acts for it first, then everybody that one speaks for. A successor at another operator has
   * none of them: then it stands for itself.
   */
  successionOf(code: string): string[] {
    const acting = this.actingFor(code);
    const found = acting ? this.speaksFor(acting.code) : [];
    return found.includes(code) ? found : this.speaksFor(code);
  }

  /** Whether the one stands above the other, at whatever level; a closed one where its successor does. */
  isAbove(above: string, below: string): boolean {
    return this.superiors(below).some(({ code }) => code === above || this.speaksFor(code).includes(above));
  }

  /** A closed superior is stood for by its successor. */
  private above(code: string): OrganisationRecord | undefined {
    const parent = this.byCode.get(code)?.parent;
    return parent === undefined ? undefined : this.actingFor(parent);
  }
}

const successorOf = (record: OrganisationRecord | undefined): string | undefined => (record?.status === 'closed' ? record.successor : undefined);
