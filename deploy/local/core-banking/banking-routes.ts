import { withFaults } from '../simulator/fault-routes';
import type { Faults } from '../simulator/faults';
import { HttpAnswer } from '../simulator/http-answer';
import { readOrder } from '../simulator/invalid-order';
import type { Routes } from '../simulator/simulator-server';
import type { Ledger } from './ledger';
import { accountsQuery, caseAccountOrder, freezeOrder, paymentOrder, releaseOrder, renewalOrder, transactionsQuery, transferOrder } from './orders';
import type { Account } from './account-book';

/** In one answer. */
const mostEvents = 200;

/** What the bank's adapter calls. */
export function bankingRoutes(ledger: Ledger, faults: Faults): Routes {
  const unreadable = ({ record }: Account) => (record.unreadable
    ? record.reason ?? '账户数据暂不可读' : faults.of({ operation: 'query', bank: record.bank, account: record.number }).unreadable);
  return {
    'POST /accounts/query': ({ body }) => {
      const query = readOrder(accountsQuery, body);
      return withFaults(faults, { operation: 'query', bank: query.bank }, () => ledger.query(query, unreadable));
    },
    'POST /transactions/query': ({ body }) => {
      const query = readOrder(transactionsQuery, body);
      return withFaults(faults, { operation: 'transactions', bank: query.bank, account: query.account }, () => ledger.transactions(query, unreadable));
    },
    'POST /freezes': ({ body }) => {
      const order = readOrder(freezeOrder, body);
      return withFaults(faults, { operation: 'freeze', bank: order.bank, account: order.account }, ({ refuse }) => ledger.freeze(order, refuse));
    },
    'POST /freezes/:reference/release': ({ reference, body }) => {
      const order = readOrder(releaseOrder, body);
      return withFaults(faults, { operation: 'release', bank: order.bank, account: order.account }, ({ refuse }) => ledger.release(reference, order, refuse));
    },
    'POST /freezes/:reference/renewal': ({ reference, body }) => {
      const order = readOrder(renewalOrder, body);
      return withFaults(faults, { operation: 'renew', bank: order.bank, account: order.account }, ({ refuse }) => ledger.renew(reference, order, refuse));
    },
    'POST /transfers': ({ body }) => {
      const order = readOrder(transferOrder, body);
      return withFaults(faults, { operation: 'transfer', bank: order.bank, account: order.account }, ({ refuse }) => ledger.transfer(order, refuse));
    },
    'POST /case-accounts': ({ body }) => {
      const order = readOrder(caseAccountOrder, body);
      return withFaults(faults, { operation: 'open', bank: order.bank, account: order.mainAccount }, ({ refuse }) => ledger.openCaseAccount(order, refuse));
    },
    'POST /payments': ({ body }) => {
      const order = readOrder(paymentOrder, body);
      return withFaults(faults, { operation: 'pay', bank: order.bank, account: order.account }, ({ refuse }) => ledger.pay(order, refuse));
    },
    'GET /events': ({ query }) => withFaults(faults, { operation: 'events' }, () => {
      const after = Math.max(0, Number(query.get('after')) || 0);
      return { items: ledger.events(after).slice(0, mostEvents).map((event, index) => ({ position: after + index + 1, ...event })) };
    }),
    'GET /operations/:reference': ({ reference, query }) => withFaults(faults, { operation: 'find', bank: query.get('bank') ?? undefined }, () => {
      const known = ledger.book.operation(reference);
      return known === undefined ? new HttpAnswer(404, { code: 'unknown-reference' }) : { operation: known.operation, answer: known.answer };
    }),
  };
}
