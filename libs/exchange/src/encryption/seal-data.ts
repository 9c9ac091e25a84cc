import { encryptCompact } from './compact-jwe';
import type { SealingKey } from './content-keys';
import { dataDigest, saltedContent, saltedJson } from './salted-bytes';
import type { SealedData } from './sealed-data';

/** The data of a message. @param key of `ContentKeys.forSealing(…, 'json', …)`; undefined: unencrypted mode */
export function sealData(body: object, key: SealingKey | undefined): SealedData {
  return seal(saltedJson(body), key, 'application/json');
}

/** The data of a document chunk. @param key of `ContentKeys.forSealing(…, 'octet-stream', …)`; undefined: unencrypted mode */
export function sealChunk(content: Buffer, key: SealingKey | undefined): SealedData {
  return seal(saltedContent(content), key, 'application/octet-stream');
}

function seal(plain: Buffer, sealing: SealingKey | undefined, plainType: SealedData['datacontenttype']): SealedData {
  const datadigest = dataDigest(plain);
  return sealing
    ? { datacontenttype: 'application/jose', datadigest, data: encryptCompact(plain, sealing.key, sealing.header) }
    : { datacontenttype: plainType, datadigest, data_base64: plain.toString('base64') };
}
