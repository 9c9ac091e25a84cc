import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalogue } from '@lianzhi/contracts';
import type { Exchange } from '../exchange';
import { witnessesOf } from '../sealing/anchor-store';
import { batchesAround } from '../sealing/sealed-batches';
import type { EvidenceManifest } from './evidence-manifest';
import { evidenceParts, type EvidencePart } from './evidence-parts';
import { entriesOf } from './evidence-source';
import { timelinePdf } from './timeline-pdf';

export interface EvidenceAsked {
  requestId: string;
  askedBy: EvidenceManifest['askedBy'];
  /** False: without the data of messages and without documents (the coordinator, which cannot read them). */
  withData: boolean;
}

/** How long whoever asks waits for proof of what was written a moment ago, ms of system time. What is not sealed by then is said to be so. */
const patience = 6_000;

/** The evidence pack of a request out of this service's journal. Who may have it is the caller's question. */
export async function* requestEvidence(exchange: Exchange, catalogue: Catalogue, { requestId, askedBy, withData }: EvidenceAsked): AsyncGenerator<EvidencePart> {
  await settle(exchange, requestId);
  const { pool, operator, directory, signer, opener, documents } = exchange;
  yield* evidenceParts({
    pool, operator, directory, signer, requestId, askedBy,
    ...(withData && { openData: (event, topic) => opener.plainBytes(event, topic), readDocument: async (owner: string, id: string) => (await documents.read(owner, id))?.content }),
    timeline: (messages) => timelinePdf({
      request: requestId, operator, madeAt: new Date(), nameOf: (code) => directory.organisation(code)?.name ?? code, contract: catalogue.find(messages[0]?.event.requesttype ?? ''),
    }, messages),
  });
}

/** Asks for sealing now, and waits a little until another operator has signed for it. */
async function settle({ pool, operator, sealing }: Exchange, requestId: string): Promise<void> {
  sealing.nudge();
  for (const deadline = performance.now() + patience; performance.now() < deadline; await sleep(200)) {
    const positions = (await entriesOf(pool, requestId)).map(({ position }) => Number(position ?? Infinity));
    if (positions.length === 0) return;
    const last = Math.max(...positions);
    const [batch] = Number.isFinite(last) ? await batchesAround(pool, [last]) : [];
    if (batch && (await witnessesOf(pool, operator, batch.number)).length > 0) return;
  }
}
