import createClient, { type Client } from 'openapi-fetch';
import { apiFetch } from './call';
import type { paths as CoordinatorPaths } from './generated/coordinator';
import type { paths as CourtPaths } from './generated/court';
import type { paths as PolicePaths } from './generated/police';

/** What every desk has, whoever runs it: the paths that stand in both documents, as the answering side has them. */
export type DeskPaths = Pick<PolicePaths, keyof PolicePaths & keyof CourtPaths>;
export type DeskApi = Client<DeskPaths, 'application/json'>;
export type CourtApi = Client<CourtPaths, 'application/json'>;
export type CoordinatorApi = Client<CoordinatorPaths, 'application/json'>;

const client = <Paths extends object>(service: string): Client<Paths, 'application/json'> => createClient<Paths, 'application/json'>({ baseUrl: `${location.origin}/api/${service}`, fetch: apiFetch });

export const coordinatorApi: CoordinatorApi = client<CoordinatorPaths>('coordinator');

const desks = new Map<string, DeskApi>();
/** The desk of that operator. */
export function deskApi(desk: string): DeskApi {
  const known = desks.get(desk) ?? client<DeskPaths>(desk);
  desks.set(desk, known);
  return known;
}

/** The same desk with what only one that holds cases has. */
export const courtApi = (desk: string): CourtApi => deskApi(desk) as unknown as CourtApi;

/** The body of an answer; refusals were thrown before. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
