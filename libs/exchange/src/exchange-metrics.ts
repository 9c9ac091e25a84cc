/** What the exchange counts; labels hold no ids. */
export interface ExchangeMetrics {
  published(count: number): void;
  taken(requests: number): void;
  /** A record that became a dead letter at intake, by reason. */
  refused(reason: string): void;
}

/** One line per message for the log: what a request went through can be read from the logs of all services by one trace id. */
export interface MessageLine {
  what: 'published' | 'handled';
  type: string;
  request: string;
  message: string;
  /** `done`, `parked: documents`, `dead: unreadable-data`. */
  verdict?: string;
  traceId?: string;
}
export type MessageLog = (line: MessageLine) => void;

export const noMetrics: ExchangeMetrics = { published: () => undefined, taken: () => undefined, refused: () => undefined };
