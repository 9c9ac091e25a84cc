/**
 * What was looked at. `pack`: the files as a whole. `directory`: keys and organisations. `request`: all messages together. Else the folder of an entry.
 */
export interface Finding {
  of: string;
  /** Stable slug; {@link findingWords} has the sentence. */
  code: FindingCode;
  /** `note`: to be known, but nothing is wrong. */
  verdict: 'holds' | 'fails' | 'note';
  /** What exactly; no personal data. */
  detail?: string;
}

export interface EvidenceReport {
  request?: string;
  operator?: string;
  madeAt?: string;
  messages: { folder: string; type: string; from: string; to: string; id: string }[];
  findings: Finding[];
  /** Nothing fails. */
  holds: boolean;
}

/** zh, en. */
export const findingWords = {
  'container': ['压缩包逐字节与出具时一致', 'the zip is byte for byte what packing its files gives'],
  'unreadable': ['证据包无法读取', 'the pack cannot be read'],
  'files': ['文件与清单一致', 'the files are those of the manifest'],
  'manifest-signed': ['清单由出具的运行方签名', 'the manifest is signed by the operator that made the pack'],
  'root': ['根密钥由核验人指定', 'the root key is the one you gave'],
  'root-of-pack': ['未指定根密钥，采用包内自带的根密钥：请与公布的指纹核对', "no root key was given: the pack's own is used, compare its fingerprint with the published one"],
  'directory': ['密钥与单位记录由根密钥签名', 'keys and organisations are signed by the root'],
  'one-request': ['全部报文属于同一事项，且不重复', 'all messages are of the one request, none twice'],
  'sequence': ['各方报文序号连续无缺', 'no message of either side is missing between others'],
  'complete': ['条目数与清单一致，次序与日志一致', 'as many entries as the manifest says, in the order of the journal'],
  'message': ['所示报文即签名的报文', 'the message shown is what was signed'],
  'signature': ['签名有效，密钥当时有效且属于发送方的运行方', "the signature is good, by a key of the sender's operator that was valid then"],
  'local': ['本院直接收发，无跨单位签名，以日志封存为凭', 'came or went without a lane: not signed, held by the sealed journal alone'],
  'not-published': ['尚未发出，没有签名', 'not published yet: no signature'],
  'data': ['内容与签名的摘要一致', 'the data is what the signed digest says'],
  'data-absent': ['内容不在包内', 'the data is not in the pack'],
  'document': ['文书与报文所载摘要一致', 'the document is the one that the message names'],
  'document-absent': ['文书原件不在包内，报文载有其摘要', 'a document itself is not in the pack; the message names its hash'],
  'entry': ['日志条目与报文一致', 'the journal entry is of this message'],
  'sealed': ['条目封存于日志', 'the entry is sealed in the journal'],
  'not-sealed': ['条目尚未封存，请稍后重新下载', 'not sealed yet: ask again in a minute'],
  'witnessed': ['封存的根由其他运行方签名保存', 'other operators have signed that they keep the sealed head'],
  'not-witnessed': ['尚无其他运行方保存封存的根，请稍后重新下载', 'no other operator has signed for the sealed head yet: ask again in a minute'],
  'refused-record': ['另附未通过身份核验而拒收的记录，无人为其内容负责', 'besides, a record that was refused because nobody vouches for it'],
  'dead-letter': ['收件方未予采信（死信）', 'the receiver did not take it (dead letter)'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type FindingCode = keyof typeof findingWords;

/** Collects what was found. */
export class Findings {
  readonly all: Finding[] = [];

  /** @returns whether it holds */
  check(of: string, code: FindingCode, holds: boolean, detail?: string): boolean {
    this.all.push({ of, code, verdict: holds ? 'holds' : 'fails', ...(!holds && detail !== undefined && { detail }) });
    return holds;
  }

  note(of: string, code: FindingCode, detail?: string): void {
    this.all.push({ of, code, verdict: 'note', ...(detail !== undefined && { detail }) });
  }
}

/** What is said of something that is no pack at all. */
export function reportOfUnreadable(reason: string): EvidenceReport {
  const found = new Findings();
  found.check('pack', 'unreadable', false, reason);
  return { messages: [], findings: found.all, holds: false };
}
