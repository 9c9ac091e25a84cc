/** The SCRAM users of the test broker: the local principals, two made-up agencies, and a second operator of an agency. */
export const TEST_PRINCIPALS = [
  'admin', 'court', 'police', 'procuratorate', 'land-registry', 'bank', 'partner', 'coordinator', 'tennis-club', 'chess-club', 'police-shanxi',
] as const;

/** Known to every test; the test broker listens on loopback only. */
export function testPassword(principal: string): string {
  return `${principal.replace(/[^a-z0-9]/g, '')}secret`;
}
