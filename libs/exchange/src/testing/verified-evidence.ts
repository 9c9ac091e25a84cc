import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Catalogue } from '@lianzhi/contracts';
import { openPack, requestEvidence, verifyEvidence, zipEvidence, type EvidenceReport } from '../evidence';
import type { Exchange } from '../exchange';

/** What the verifier says of the pack that a service gives of a request, under the root that it believes itself. */
export async function verifiedEvidence(exchange: Exchange, catalogue: Catalogue, requestId: string): Promise<EvidenceReport> {
  const output = new PassThrough();
  const parts = requestEvidence(exchange, catalogue, { requestId, askedBy: { organisation: exchange.operator, client: 'spec' }, withData: true });
  const [content] = await Promise.all([buffer(output), zipEvidence(parts, output)]);
  const pack = await openPack(content);
  const report = await verifyEvidence(pack, { root: exchange.directory.rootKeys[0] });
  pack.close();
  return report;
}
