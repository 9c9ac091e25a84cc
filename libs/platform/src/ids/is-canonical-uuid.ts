const pattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether it is the text of a UUID as this product writes them: lower case, with hyphens. */
export const isCanonicalUuid = (value: unknown): value is string => typeof value === 'string' && pattern.test(value);
