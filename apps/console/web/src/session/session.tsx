import { createContext, useContext } from 'react';

export type Role = 'system' | 'officer' | 'supervisor' | 'operator' | 'party';

/** Who sits here: from the token, and from the directory of organisations. */
export interface Session {
  user: string;
  name: string;
  roles: readonly Role[];
  organisation: Organisation;
  /** Name under `/api/` of the desk that works for the organisation; undefined for one that only watches. */
  desk?: string;
}

export interface Organisation { code: string; name: string; agency: string; operator?: string; region: string }

const Context = createContext<Session | undefined>(undefined);
export const SessionContext = Context.Provider;

/** Who is signed in. Only below {@link SessionContext}. */
export function useSession(): Session {
  const session = useContext(Context);
  if (session === undefined) throw new Error('nobody is signed in here');
  return session;
}

export const mayAct = ({ roles }: Pick<Session, 'roles'>): boolean => roles.includes('officer') || roles.includes('system');
