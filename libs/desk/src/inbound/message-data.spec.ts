import { catalogue, exampleClock, type Details } from '@lianzhi/contracts';
import type { StoredEntry } from '@lianzhi/exchange';
import { faultOf } from './message-data';

const now = Date.parse('2025-09-01T09:00:00+08:00');
const contract = catalogue.get('transfer-for-prosecution');

describe('a fact of the request that decides a limit', () => {
  const fault = (custody: string, milestone?: string): string | undefined => {
    const { subject, details, officers, documents } = contract.example(exampleClock(now));
    const data = {
      caseNumber: '（2025）晋1031执188号', subject, details: { ...(details as Details), custody, pleadsGuilty: false }, officers,
      documents: [...documents, '换押证'].map((kind, i) => ({ id: `0190163d-8694-739b-aea5-966c26f8ad9${i}`, kind, sha256: 'a'.repeat(64), size: 1 })),
    };
    return faultOf(contract, 'submitted', { urgency: 'ordinary', ...(milestone && { milestone }) } as StoredEntry['attributes'], data, now);
  };

  it('stands in the attributes as in the details, or the coordinator would count otherwise than the two ends', () => {
    expect([fault('arrested', 'in_custody'), fault('detained', 'in_custody'), fault('bail')]).toEqual([undefined, undefined, undefined]);
    expect([fault('arrested'), fault('bail', 'in_custody')]).toEqual(['invalid:/milestone', 'invalid:/milestone']);
    // A milestone unknown here says nothing, as on every other move.
    expect(fault('bail', 'something_new')).toBeUndefined();
  });
});
