/** `manifest.json` of an evidence pack. Signed as it stands by the operator that made the pack. WARNING: packs are kept for years. */
export interface EvidenceManifest {
  lianzhi: 'evidence-v1';
  /** Request id. */
  request: string;
  /** Whose journal it is from. */
  operator: string;
  /** RFC 3339, system time: by it the key of the manifest counts. */
  madeAt: string;
  /** Who asked for it. */
  askedBy: { organisation: string; client: string; user?: string };
  /** Journal entries in the pack: by its signature the operator says that it has no more of this request. */
  entries: number;
  files: Record<string, { sha256: string; size: number }>;
}

/** `journal.json` of an entry: what the journal knows besides what is signed and sealed. */
export interface EntryFacts {
  direction: 'sent' | 'received';
  topic: string;
  /** When the bus took it, by which validity of keys counts; null: not published. */
  appendedAt: string | null;
  /** Of a received one that was refused. */
  deadLetter?: { reason: string };
  /** `withheld`: whoever made the pack cannot read it (the coordinator). */
  data: 'included' | 'erased' | 'withheld' | 'unreadable';
}

/** How a person may ask for a pack. */
export const manifestName = 'manifest.json';
export const manifestProofName = 'manifest.proof.txt';
/** Files that the manifest does not list: itself and its signature. */
export const unlisted: ReadonlySet<string> = new Set([manifestName, manifestProofName]);
/** Folder names: a kid or a code of elsewhere may hold anything. */
export const folderOf = (name: string): string => encodeURIComponent(name);
