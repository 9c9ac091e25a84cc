import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states';

interface Read<T> { data: T | undefined; error: unknown; refetch: () => unknown }

/** What was read, once it has been; until then that it loads, or why it could not be had. What could not be read is never shown as if there were nothing. */
export function Loaded<T>({ query: { data, error, refetch }, rows = 3, title, children }: { query: Read<T>; rows?: number; title?: string; children: (data: T) => ReactNode }) {
  if (data !== undefined) return <>{children(data)}</>;
  return error !== null ? <ErrorState title={title} error={error} retry={() => void refetch()} /> : <LoadingState rows={rows} />;
}
