import { withFaults } from '../simulator/fault-routes';
import type { Faults } from '../simulator/faults';
import { HttpAnswer } from '../simulator/http-answer';
import { readOrder } from '../simulator/invalid-order';
import type { Routes } from '../simulator/simulator-server';
import { renewalOrder, sealOrder, transferOrder, unitsQuery, unsealOrder } from './orders';
import type { Unit } from './register';
import type { Registry } from './registry';

/** In one answer. */
const mostEvents = 200;

/** What the adapter of the registry's desk calls. */
export function registryRoutes(registry: Registry, faults: Faults): Routes {
  const unreadable = (unit: Unit) => unit.unreadable ?? faults.of({ operation: 'query', registry: unit.registry, unitNumber: unit.unitNumber }).unreadable;
  return {
    'POST /units/query': ({ body }) => {
      const query = readOrder(unitsQuery, body);
      return withFaults(faults, { operation: 'query', registry: query.registry, unitNumber: query.unitNumber }, () => registry.query(query, unreadable));
    },
    'POST /seals': ({ body }) => {
      const order = readOrder(sealOrder, body);
      return withFaults(faults, { operation: 'seal', registry: order.registry, unitNumber: order.unitNumber }, ({ refuse }) => registry.seal(order, refuse));
    },
    'POST /seals/:reference/renewal': ({ reference, body }) => {
      const order = readOrder(renewalOrder, body);
      return withFaults(faults, { operation: 'renew', registry: order.registry, unitNumber: order.unitNumber }, ({ refuse }) => registry.renew(reference, order, refuse));
    },
    'POST /seals/:reference/release': ({ reference, body }) => {
      const order = readOrder(unsealOrder, body);
      return withFaults(faults, { operation: 'unseal', registry: order.registry, unitNumber: order.unitNumber }, ({ refuse }) => registry.unseal(reference, order, refuse));
    },
    'POST /transfers': ({ body }) => {
      const order = readOrder(transferOrder, body);
      return withFaults(faults, { operation: 'transfer', registry: order.registry, unitNumber: order.unitNumber }, ({ refuse }) => registry.transfer(order, refuse));
    },
    'GET /events': ({ query }) => withFaults(faults, { operation: 'events' }, () => {
      const after = Math.max(0, Number(query.get('after')) || 0);
      return { items: registry.events(after).slice(0, mostEvents).map((event, index) => ({ position: after + index + 1, ...event })) };
    }),
    'GET /operations/:reference': ({ reference, query }) => withFaults(faults, { operation: 'find', registry: query.get('registry') ?? undefined }, () => {
      const known = registry.register.operation(reference);
      return known === undefined ? new HttpAnswer(404, { code: 'unknown-reference' }) : { operation: known.operation, answer: known.answer };
    }),
  };
}
