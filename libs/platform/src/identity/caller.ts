/** What a token lets its holder be: a machine, an officer at a desk, a supervisor of the coordinator, an operator of the desk, a party to a case. */
export const ROLES = ['system', 'officer', 'supervisor', 'operator', 'party'] as const;
export type Role = (typeof ROLES)[number];

/** A case that the caller may see as one of its people: its number, and as what. The service that uses it knows the words. */
export interface CaseRole {
  caseNumber: string;
  as: string;
}

/** Who calls, as the token says. */
export interface Caller {
  /** OAuth client. */
  client: string;
  /** User name, when a person signed in. */
  user?: string;
  /** The person's display name. */
  name?: string;
  /** Organisation code for which the caller acts. */
  organisation: string;
  roles: Role[];
  /** When the token ends, ms of system time: what is read for longer than one answer ends with it. */
  expiresAt?: number;
  /** Of role `party`: the caller's own cases at the organisation, as its identity service knows them. No ID number stands in a token. */
  cases?: CaseRole[];
}

/** Claims of an access token that matter here. */
export interface AccessClaims {
  sub?: string;
  client_id?: unknown;
  azp?: unknown;
  name?: unknown;
  organisation?: unknown;
  roles?: unknown;
  /** Seconds. */
  exp?: number;
  /** `{cases: [{caseNumber, as}]}`. */
  party?: unknown;
}

/** The caller that the claims name; undefined without an organisation. Unknown roles are left out. */
export function callerOf(claims: AccessClaims): Caller | undefined {
  const organisation = textOf(claims.organisation);
  if (organisation === undefined) return undefined;
  const client = textOf(claims.client_id) ?? textOf(claims.azp) ?? claims.sub ?? '';
  const name = textOf(claims.name);
  return {
    client,
    // A token of the client itself has the client as its subject.
    ...(claims.sub !== undefined && claims.sub !== client && { user: claims.sub }),
    ...(name !== undefined && { name }),
    organisation,
    roles: rolesOf(claims.roles),
    ...(claims.exp !== undefined && { expiresAt: claims.exp * 1000 }),
    ...(claims.party !== undefined && { cases: casesOf(claims.party) }),
  };
}

function rolesOf(claim: unknown): Role[] {
  const names: unknown[] = Array.isArray(claim) ? claim : [];
  return ROLES.filter((role) => names.includes(role));
}

/** What is not a case of that form is left out: it opens nothing. */
function casesOf(claim: unknown): CaseRole[] {
  const named = typeof claim === 'object' && claim !== null ? (claim as { cases?: unknown }).cases : undefined;
  const list: unknown[] = Array.isArray(named) ? named : [];
  return list.flatMap((one) => {
    const { caseNumber, as } = (one ?? {}) as Record<string, unknown>;
    return textOf(caseNumber) !== undefined && textOf(as) !== undefined ? [{ caseNumber: caseNumber as string, as: as as string }] : [];
  });
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}
