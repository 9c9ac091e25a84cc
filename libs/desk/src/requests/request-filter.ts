import {
  isCreditCode, isPersonId, normaliseCaseNumber, requestStates, urgencies,
  type Catalogue, type RequestState, type Urgency,
} from '@lianzhi/contracts';
import { decodeCursor, enumParameter, instantParameter, limitParameter, textParameter, type DataCipher, type Query } from '@lianzhi/platform';
import type { Directory } from '@lianzhi/exchange';
import type { Box } from './desk-request';
import { dueClasses, handlerClasses, turnClasses, worklistParts, type Asker, type DueClass, type HandlerClass, type TurnClass, type WorklistPart } from './worklist-classes';

/** Where the next page begins: due instant (ms, null = none) and id of the last item. */
export type ListPosition = [due: number | null, id: string];

export interface RequestFilter {
  /** Only requests that this organisation sent or received. */
  organisation: string;
  /** Closed ones that it stands for. */
  predecessors?: readonly string[];
  boxes: readonly Box[];
  state?: RequestState;
  type?: string;
  urgency?: Urgency;
  dueBefore?: Date;
  part?: WorklistPart;
  due?: DueClass;
  turn?: TurnClass;
  handler?: HandlerClass;
  /** Name of the obligation that is due first. */
  obligation?: string;
  /** Who asks, and when, ms: what the classes are relative to. */
  asker: Asker;
  search?: { caseNumber: string } | { id: string } | { subjectHash: Buffer };
  after?: ListPosition;
  limit: number;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => uuid.test(text);

/** Reads the parameters of `GET /v1/requests`. @throws Problem 422 for a value outside its range */
export function requestFilter(organisation: string, query: Query, asker: Asker, { catalogue, cipher, directory }: { catalogue: Catalogue; cipher: DataCipher; directory: Pick<Directory, 'speaksFor'> }): RequestFilter {
  const predecessors = directory.speaksFor(organisation).slice(1);
  const box = enumParameter(query, 'box', ['sent', 'received']);
  const cursor = textParameter(query, 'cursor', 500);
  const q = textParameter(query, 'q', 100)?.trim();
  return {
    organisation, ...(predecessors.length > 0 && { predecessors }),
    boxes: box === undefined ? ['sent', 'received'] : [box],
    state: enumParameter(query, 'state', requestStates),
    type: enumParameter(query, 'type', catalogue.types()),
    urgency: enumParameter(query, 'urgency', Object.keys(urgencies) as Urgency[]),
    dueBefore: instantParameter(query, 'dueBefore'),
    part: enumParameter(query, 'part', worklistParts),
    due: enumParameter(query, 'due', dueClasses),
    turn: enumParameter(query, 'turn', turnClasses),
    handler: enumParameter(query, 'handler', handlerClasses),
    obligation: textParameter(query, 'obligation', 60),
    asker,
    ...(q && { search: searchFor(q, cipher) }),
    ...(cursor !== undefined && { after: decodeCursor(cursor, isListPosition) }),
    limit: limitParameter(query),
  };
}

function searchFor(q: string, cipher: DataCipher): RequestFilter['search'] {
  if (isUuid(q)) return { id: q.toLowerCase() };
  const number = q.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  // An exact number is looked for by its keyed hash; it is stored nowhere in the clear.
  if (isPersonId(number) || isCreditCode(number)) return { subjectHash: cipher.hashIdNumber(number) };
  return { caseNumber: normaliseCaseNumber(q) };
}

function isListPosition(value: unknown): value is ListPosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [due, id] = value as unknown[];
  return (due === null || (Number.isSafeInteger(due) && Math.abs(due as number) < 8e15)) && typeof id === 'string' && isUuid(id);
}
