/**
 * A JSON Schema (2020-12). Only standard keywords and no `format`: any validator takes it in its strict mode,
 * and what a pattern cannot say (checksums, real dates) is said by the field's own rule.
 */
export interface JsonSchema { readonly [keyword: string]: unknown }
