import type { Migration } from '@lianzhi/platform';
import { indicatorFigures, indicatorKey, perRequest, sumsOf } from './indicator-columns';

const append = (rows: string): string => `
    INSERT INTO indicator_change (${indicatorKey}, ${indicatorFigures.join(', ')})
    SELECT ${indicatorKey}, ${sumsOf(indicatorFigures)} FROM (${rows}) changed
    GROUP BY ${indicatorKey} HAVING ${indicatorFigures.map((name) => `sum(${name}) <> 0`).join(' OR ')};`;
const negated = (of: string): string => `SELECT ${indicatorKey}, ${indicatorFigures.map((name) => `-${name} AS ${name}`).join(', ')} FROM (${perRequest(of)}) gone`;
const columns = `day date NOT NULL, type text NOT NULL, urgency text NOT NULL, from_org text NOT NULL, from_agency text, from_region text, to_org text NOT NULL, to_agency text, to_region text, pace smallint,
  ${indicatorFigures.map((name) => `${name} bigint NOT NULL`).join(', ')}`;

/**
 * What the indicators count (decision record 025): like `open_count`, but by the day of submission and of all requests, also those that have ended.
 * Triggers append what changed to `indicator_change`; one replica adds it to `indicator_count`; a reader sums both.
 * WARNING: once applied anywhere, neither name nor SQL may change, nor what this file takes from `indicator-columns`.
 */
export const indicatorMigrations: readonly Migration[] = [
  {
    name: 'coordinator-009-indicators',
    sql: `
CREATE TABLE indicator_count (${columns});
CREATE UNIQUE INDEX indicator_count_key ON indicator_count (${indicatorKey}) NULLS NOT DISTINCT;
CREATE TABLE indicator_change (${columns});
CREATE FUNCTION count_indicators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN${append(perRequest('after'))}
  ELSIF TG_OP = 'TRUNCATE' THEN
    TRUNCATE indicator_count, indicator_change;
  ELSIF TG_OP = 'DELETE' THEN${append(negated('before'))}
  ELSE${append(`${perRequest('after')} UNION ALL ${negated('before')}`)}
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER indicators_inserted AFTER INSERT ON tracked_request REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_indicators();
CREATE TRIGGER indicators_updated AFTER UPDATE ON tracked_request REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_indicators();
CREATE TRIGGER indicators_truncated AFTER TRUNCATE ON tracked_request FOR EACH STATEMENT EXECUTE FUNCTION count_indicators();
CREATE TRIGGER indicators_deleted AFTER DELETE ON tracked_request REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION count_indicators();
INSERT INTO indicator_count (${indicatorKey}, ${indicatorFigures.join(', ')}) SELECT ${indicatorKey}, ${sumsOf(indicatorFigures)} FROM (${perRequest('tracked_request')}) r GROUP BY ${indicatorKey};
-- The days at either end of a period that are not whole are read from the requests: rows stand about in the order in which they were submitted.
CREATE INDEX tracked_request_submitted ON tracked_request USING brin (submitted_at) WITH (pages_per_range = 16);`,
  },
];
