import type { Issue } from '../issue';

export interface ValidateOptions {
  /** true (HTTP): unknown properties are refused. false (the wire): they are kept and ignored. Default false. */
  strict?: boolean;
  /** JSON pointer of the checked object inside the body, for example `/details`. */
  at?: string;
}

/** Named fields with their rules. Made by `fieldSet`. `T` is the type of a valid value. */
export interface FieldSet<T = Record<string, unknown>> {
  /** Phantom: carries the type only. */
  readonly valueType?: T;
  validate(value: unknown, options?: ValidateOptions): Issue[];
}
