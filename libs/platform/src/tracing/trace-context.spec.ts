import { currentTrace, runWithTrace } from './trace-context';
import { childTraceparent, newTraceparent, parseTraceparent } from './traceparent';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('tracing', () => {
  it('continues the trace of the caller as a new step', async () => {
    const seen = await runWithTrace(PARENT, async () => {
      await Promise.resolve();
      return currentTrace();
    });
    expect(seen?.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(seen?.spanId).not.toBe('00f067aa0ba902b7');
    expect(currentTrace()).toBeUndefined();
  });

  it.each([undefined, '', 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, PARENT.replace('00-4', 'ff-4'), `${PARENT}-more`, PARENT.toUpperCase()])('begins a trace for %s', (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
    expect(parseTraceparent(childTraceparent(header))).toBeDefined();
  });

  it('makes valid headers', () => {
    expect(parseTraceparent(newTraceparent())).toBeDefined();
    expect(childTraceparent(PARENT)).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
    expect(parseTraceparent(`01${PARENT.slice(2)}-future`)?.spanId).toBe('00f067aa0ba902b7');
  });
});
