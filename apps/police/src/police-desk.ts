import type { DeskOptions } from '@lianzhi/desk';
import { keepWatches } from './watches/keep-watches';
import { WatchExpiry } from './watches/watch-expiry';
import { watchMigrations } from './watches/watch-migrations';
import { WatchesModule } from './watches/watches-module';

/** What makes a desk the desk of the police. */
export const policeDesk: DeskOptions = {
  agency: 'police', defaultPort: 7002, migrations: watchMigrations,
  parts: ({ catalogue }) => ({
    imports: [{ module: WatchesModule }],
    onRequests: (client, requests) => keepWatches(client, requests, catalogue),
    background: (inside) => [new WatchExpiry(inside)],
  }),
};
