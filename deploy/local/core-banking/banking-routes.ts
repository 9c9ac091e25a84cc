import { setTimeout as pause } from 'node:timers/promises';
import type { Routes } from './core-banking-server';
import type { CallFacts, Fault, Faults } from './faults';
import { HttpAnswer } from './http-answer';
import type { Ledger } from './ledger';
import { accountsQuery, freezeOrder, readOrder, releaseOrder } from './orders';

/** What the bank's adapter calls. */
export function bankingRoutes(ledger: Ledger, faults: Faults): Routes {
  return {
    'POST /accounts/query': ({ body }) => {
      const query = readOrder(accountsQuery, body);
      const unreadable = ({ record }: { record: { bank: string; number: string; unreadable?: boolean; reason?: string } }) => (record.unreadable
        ? record.reason ?? '账户数据暂不可读' : faults.of({ operation: 'query', bank: record.bank, account: record.number }).unreadable);
      return withFaults(faults, { operation: 'query', bank: query.bank }, () => ledger.query(query, unreadable));
    },
    'POST /freezes': ({ body }) => {
      const order = readOrder(freezeOrder, body);
      return withFaults(faults, { operation: 'freeze', bank: order.bank, account: order.account }, ({ refuse }) => ledger.freeze(order, refuse));
    },
    'POST /freezes/:reference/release': ({ reference, body }) => {
      const order = readOrder(releaseOrder, body);
      return withFaults(faults, { operation: 'release', bank: order.bank, account: order.account }, ({ refuse }) => ledger.release(reference, order, refuse));
    },
    'GET /operations/:reference': ({ reference, query }) => withFaults(faults, { operation: 'find', bank: query.get('bank') ?? undefined }, () => {
      const known = ledger.book.operation(reference);
      return known === undefined ? new HttpAnswer(404, { code: 'unknown-reference' }) : { operation: known.operation, answer: known.answer };
    }),
  };
}

async function withFaults(faults: Faults, call: CallFacts, carryOut: (fault: Fault) => unknown): Promise<HttpAnswer | undefined> {
  const { delayMs = 0 } = faults.of(call);
  if (delayMs > 0) await pause(delayMs);
  // Looked at again: what was switched off meanwhile is off.
  const fault = faults.of(call);
  if (fault.down === true) return undefined;
  if (fault.errorRate !== undefined && Math.random() < fault.errorRate) return new HttpAnswer(500, { code: 'simulated' });
  const result = carryOut(fault);
  if (call.operation !== 'find' && faults.takeLostAnswer(call)) return undefined;
  return result instanceof HttpAnswer ? result : new HttpAnswer(200, result);
}
