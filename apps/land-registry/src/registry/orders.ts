/** What the registration system is told to do. Dates YYYY-MM-DD. */

/** The debtor as the register knows him: exactly one of the two. */
export type Holder = { idNumber: string } | { creditCode: string };

export interface UnitsQuery {
  /** Code of the registry that was asked. */
  registry: string;
  holder: Holder;
  /** Left out: all that stands in the debtor's name. */
  unitNumber?: string;
}

interface Order {
  /** Request id: asking twice with it does a thing once. */
  reference: string;
  registry: string;
  holder: Holder;
  /** Shown to later courts as the one that seals ahead. */
  authority: string;
  caseNumber: string;
}

export interface SealOrder extends Order { unitNumber: string; from: string; until: string; share?: string; covers?: string; live?: boolean }

/** `seal`: reference of the seal, or of a renewal of it. */
export interface RenewalOrder extends Order { seal: string; unitNumber?: string; from: string; until: string }
export interface UnsealOrder extends Order { seal: string; unitNumber?: string }

export interface TransferOrder extends Order {
  unitNumber: string;
  /** ID number or credit code of the new owner, and the name. */
  transferee: string;
  transfereeName: string;
  ground: string;
  /** What the notice to assist has struck out with it. */
  cancel?: readonly string[];
  seal?: string;
}
