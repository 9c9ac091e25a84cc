import { MemoryBroker, MemoryBus } from '@lianzhi/exchange';
import { busConformance } from './bus-conformance';

describe('the bus in memory', () => {
  busConformance(async () => {
    const broker = new MemoryBroker();
    let made = 0;
    return {
      connect: () => new MemoryBus(broker, { permits: (_, topic) => !topic.startsWith('closed.') }),
      release: (bus) => bus.close(),
      createTopic: async (partitions) => { const name = `open.${++made}`; broker.createTopic(name, partitions); return name; },
      createForbiddenTopic: async () => { const name = `closed.${++made}`; broker.createTopic(name, 1); return name; },
      kill: (bus) => (bus as MemoryBus).kill(),
      newGroup: () => `group-${++made}`,
      close: async () => undefined,
    };
  });
});
