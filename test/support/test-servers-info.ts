/** What a test needs to reach the servers; the file that `LIANZHI_TEST_SERVERS` names holds this as JSON. */
export interface TestServersInfo {
  brokers: string[];
  /** SCRAM passwords by principal. */
  passwords: Record<string, string>;
  /** A super user's URL of the database `postgres`, to create others from. */
  adminDatabaseUrl: string;
}
