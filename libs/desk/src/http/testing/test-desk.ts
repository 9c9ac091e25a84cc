import type { NestExpressApplication } from '@nestjs/platform-express';
import { defaultCalendar } from '@lianzhi/contracts';
import { DocumentStore, journalMigrations, type OrganisationRecord } from '@lianzhi/exchange';
import { createDataSource, createHttpApp, createLogger, DataCipher, poolOf, type BusinessClock } from '@lianzhi/platform';
import { madeUpCatalogue } from '@lianzhi/testing';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/test-database';
import { deskMigrations } from '../../requests/desk-migrations';
import { upsertRequests } from '../../requests/request-rows';
import { deskHttpMigrations, DeskHttpModule } from '../desk-http-module';
import type { DeskHttpParts } from '../desk-http-parts';
import { MemoryDesk } from './memory-desk';
import { TestIssuer } from './test-issuer';

const organisation = (code: string, agency: string, more: Partial<OrganisationRecord> = {}): OrganisationRecord => ({
  kind: 'organisation', code, agency, operator: 'clubs', region: '141031', name: `${code} 俱乐部`, validFrom: '2020-01-01T00:00:00+08:00', status: 'active', ...more,
});

const organisations = [
  organisation('chess-club-1', 'chess-club'), organisation('chess-club-2', 'chess-club', { status: 'suspended' }),
  organisation('chess-club-9', 'chess-club', { operator: 'elsewhere', region: '110105' }),
  organisation('tennis-club-1', 'tennis-club'), organisation('tennis-club-2', 'tennis-club'),
  organisation('watcher-1', 'watcher', { operator: undefined }),
];

/** The HTTP side of a desk of two made-up agencies, on a real database, with the bus left out. */
export class TestDesk {
  private constructor(
    readonly app: NestExpressApplication, readonly core: MemoryDesk, readonly parts: DeskHttpParts, readonly issuer: TestIssuer,
    readonly clock: { at: string }, private readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<TestDesk> {
    const database: TestDatabase = await createTestDatabase('desk-http', [...journalMigrations, ...deskMigrations, ...deskHttpMigrations]);
    const source = await createDataSource({ databaseUrl: database.url, agency: 'test', poolSize: 4 }).initialize();
    const pool = poolOf(source);
    const issuer = await TestIssuer.start();
    const cipher = new DataCipher(Buffer.alloc(32, 7));
    const clock = { at: '2025-09-01T09:10:00+08:00' };
    const businessClock = { local: true, now: () => new Date(clock.at), read: () => ({ now: new Date(clock.at), offsetMs: 0 }), offsetMs: () => 0 } as BusinessClock;
    const documents = new DocumentStore(pool, cipher);
    const core = new MemoryDesk({
      catalogue: madeUpCatalogue, calendar: defaultCalendar, now: () => Date.parse(clock.at),
    });
    const parts: DeskHttpParts = {
      operator: 'clubs', core, catalogue: madeUpCatalogue, documents, pool, cipher, clock: businessClock, calendar: () => defaultCalendar,
      directory: {
        organisation: (code) => organisations.find((one) => one.code === code), organisations: () => organisations,
        speaksFor: (code) => [code], successionOf: (code) => [code], superiors: () => [], isAbove: () => false, actingFor: (code) => organisations.find((one) => one.code === code),
        isActive: (code) => organisations.find((one) => one.code === code)?.status === 'active',
      },
    };
    const logger = createLogger('test', { destination: { write: () => undefined } });
    const app = await createHttpApp(DeskHttpModule.with(parts), { config: { agency: 'test', oidc: { issuer: issuer.issuer, audience: 'urn:lianzhi:api' } }, logger });
    await app.listen(0, '127.0.0.1');
    const end = async (): Promise<void> => {
      await app.close();
      await issuer.stop();
      await source.destroy();
      await database.drop();
    };
    return new TestDesk(app, core, parts, issuer, clock, end);
  }

  /** Writes what the core holds to the table that lists are read from. */
  async store(): Promise<void> {
    await upsertRequests(this.parts.pool, [...this.core.requests.values()]);
  }

  stop(): Promise<void> {
    return this.end();
  }
}
