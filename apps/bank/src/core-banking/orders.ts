/** What core banking is told to do. Money is a decimal string in yuan with two places; dates YYYY-MM-DD. */

/** The debtor as the bank's books know him: exactly one of the two. */
export type Holder = { idNumber: string } | { creditCode: string };

export interface FreezeOrder {
  /** Request id: asking twice with it does a thing once. */
  reference: string;
  bank: string;
  holder: Holder;
  /** Left out: whatever accounts the debtor has. */
  account?: string;
  amount: string;
  from: string;
  until: string;
  /** Shown to later courts as the earlier freeze's authority. */
  authority: string;
  caseNumber: string;
}

export interface ReleaseOrder {
  reference: string;
  bank: string;
  holder: Holder;
  /** Reference of the freeze to be lifted. */
  freeze: string;
  account?: string;
  /** Left out: all of it. */
  amount?: string;
}

export interface RenewalOrder {
  reference: string;
  bank: string;
  holder: Holder;
  /** Reference of the freeze to be renewed, or of a renewal of it. */
  freeze: string;
  account?: string;
  /** Left out: the limit stays. */
  amount?: string;
  from: string;
  until: string;
}

export interface Payee { name: string; number: string; bank: string; clearingCode?: string }

export interface TransferOrder {
  reference: string;
  bank: string;
  holder: Holder;
  /** Reference of the freeze to take from; left out: the order freezes as well. */
  freeze?: string;
  account?: string;
  /** At most. */
  amount: string;
  payee: Payee;
  /** What is left of the freeze ends with it. */
  endFreeze?: boolean;
  authority: string;
  caseNumber: string;
}

export interface CaseAccountOrder { reference: string; bank: string; holder: Holder; mainAccount: string; accountName: string; caseNumber: string }

export interface PaymentOrder {
  reference: string;
  bank: string;
  holder: Holder;
  /** The case account (案款子账号) that pays. */
  account: string;
  /** All of it or nothing. */
  amount: string;
  payee: Payee;
}
