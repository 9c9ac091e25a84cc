/** Conditions of a WHERE clause with their values, in the order of their placeholders. Column names come from the code only. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** @param condition given the placeholder (`$n`) of the value */
  add(condition: string | ((placeholder: string) => string), value?: unknown): void {
    if (typeof condition === 'string') return void this.parts.push(condition);
    this.values.push(value);
    this.parts.push(condition(`$${this.values.length}`));
  }

  /** Adds nothing when there is no value. */
  optional(condition: (placeholder: string) => string, value: unknown): void {
    if (value !== undefined) this.add(condition, value);
  }

  equals(column: string, value: unknown): void {
    this.optional((placeholder) => `${column} = ${placeholder}`, value);
  }

  get text(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }
}
