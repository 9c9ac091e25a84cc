/** What the exchange counts; labels hold no ids. */
export interface ExchangeMetrics {
  published(count: number): void;
  taken(requests: number): void;
  /** A record that became a dead letter at intake, by reason. */
  refused(reason: string): void;
}

export const noMetrics: ExchangeMetrics = { published: () => undefined, taken: () => undefined, refused: () => undefined };
