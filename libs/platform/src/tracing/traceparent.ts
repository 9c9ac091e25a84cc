import { randomSlice } from '../random/random-slice';

/** One step of a trace, as W3C Trace Context writes it. */
export interface Trace {
  /** 32 hex digits; the same through all services. */
  traceId: string;
  /** 16 hex digits of this step. */
  spanId: string;
  /** `00-<traceId>-<spanId>-<flags>`, to be sent on. */
  traceparent: string;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The trace that a header names; undefined when it is absent or invalid (then a new one is begun, as the recommendation says). */
export function parseTraceparent(header: string | undefined): Trace | undefined {
  const match = header === undefined ? null : TRACEPARENT.exec(header);
  if (match === null) return undefined;
  const [, version, traceId, spanId, flags, rest] = match;
  if (version === 'ff' || (version === '00' && rest !== undefined) || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

/** Begins a trace. */
export function newTraceparent(): string {
  return `00-${randomSlice(16).toString('hex')}-${randomSlice(8).toString('hex')}-01`;
}

/** A new step in the trace of `parent`; a new trace when there is none or it is invalid. */
export function childTraceparent(parent: string | undefined): string {
  const trace = parseTraceparent(parent);
  if (trace === undefined) return newTraceparent();
  return `00-${trace.traceId}-${randomSlice(8).toString('hex')}-${trace.traceparent.slice(-2)}`;
}
