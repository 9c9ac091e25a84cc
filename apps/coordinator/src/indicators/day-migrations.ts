import type { Migration } from '@lianzhi/platform';

const key = 'type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region';
const figures = `(ended_at IS NULL)::int AS n, (answered_at IS NOT NULL)::int AS answered, (answered_at IS NOT NULL AND answered_in_time)::int AS in_time`;
const day = (of: string): string => `(${of}.updated_at AT TIME ZONE 'Asia/Shanghai')::date AS day`;
const add = (rows: string): string => `
    INSERT INTO open_count (${key}, day, n, answered, in_time)
    SELECT ${key}, day, sum(n), sum(answered), sum(in_time) FROM (${rows}) changed
    GROUP BY ${key}, day HAVING sum(n) <> 0 OR sum(answered) <> 0 OR sum(in_time) <> 0;`;

/**
 * What changed on which day (decision record 022): the rows that the triggers append carry the day of the change, and whoever adds them up keeps
 * them by day as well. The end of a past day is then what is open now less what has changed since.
 * WARNING: once applied anywhere, neither name nor SQL may change.
 */
export const dayMigrations: readonly Migration[] = [
  {
    name: 'coordinator-007-days',
    sql: `
ALTER TABLE open_count ADD COLUMN day date, ADD COLUMN answered bigint NOT NULL DEFAULT 0, ADD COLUMN in_time bigint NOT NULL DEFAULT 0;
CREATE TABLE day_count (
  day date NOT NULL, lateness text NOT NULL,
  from_org text NOT NULL, from_agency text, from_region text, to_org text NOT NULL, to_agency text, to_region text,
  n bigint NOT NULL, answered bigint NOT NULL, in_time bigint NOT NULL
);
CREATE UNIQUE INDEX day_count_key ON day_count (day, from_org, to_org, lateness, from_agency, from_region, to_agency, to_region) NULLS NOT DISTINCT;
-- What changed before this table was made is not known: no day before this one is shown.
CREATE TABLE day_count_from AS SELECT max((updated_at AT TIME ZONE 'Asia/Shanghai')::date) AS day FROM tracked_request;
CREATE OR REPLACE FUNCTION count_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN${add(`SELECT ${key}, ${day('a')}, ${figures} FROM after a`)}
  ELSIF TG_OP = 'TRUNCATE' THEN
    TRUNCATE open_count, day_count, day_count_from;
  ELSIF TG_OP = 'DELETE' THEN${add(`SELECT ${key}, day, -n AS n, -answered AS answered, -in_time AS in_time FROM (SELECT ${key}, ${day('b')}, ${figures} FROM before b) gone`)}
  ELSE${add(`
      SELECT ${key}, ${day('a')}, ${figures} FROM after a
      UNION ALL
      SELECT ${key}, day, -n, -answered, -in_time FROM (SELECT b.*, ${day('a')}, (b.ended_at IS NULL)::int AS n, (b.answered_at IS NOT NULL)::int AS answered,
        (b.answered_at IS NOT NULL AND b.answered_in_time)::int AS in_time FROM before b JOIN after a USING (id)) was`)}
  END IF;
  RETURN NULL;
END $$;
CREATE INDEX tracked_request_due ON tracked_request ((coalesce(due_at, 'infinity')), id) WHERE ended_at IS NULL;
ALTER TABLE alert ADD COLUMN note text;`,
  },
];
