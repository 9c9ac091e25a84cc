/** Compiles the project (by default this one) to dist/. */
export function build(root?: string): Promise<{ files: number; milliseconds: number }>;
/** Is dist missing, older than a source, or does it hold something whose source is gone? */
export function isStale(root?: string): boolean;
