import type { Bilingual } from './bilingual';

/** A kind of organisation that takes part. `desk`: runs a service with lanes; without one it watches at the coordinator. */
export interface Agency {
  readonly code: string;
  readonly title: Bilingual;
  readonly desk: boolean;
  /** Has no desk and no lane, and yet asks: over HTTP at the desk that answers. */
  readonly channel?: 'http';
  /** Keeps enforcement cases (执行案件), about which it asks others. One that does not names the case of the court that it acts in. */
  readonly holdsCases?: true;
  /** A sample organisation, for examples. */
  readonly sample: string;
}

/** The only list of agencies. Codes are in topic names, envelopes and databases: do not rename. */
export const agencies: readonly Agency[] = [
  { code: 'court', title: { zh: '人民法院', en: "People's court" }, desk: true, holdsCases: true, sample: 'court-141031' },
  { code: 'police', title: { zh: '公安机关', en: 'Police' }, desk: true, sample: 'police-141031' },
  { code: 'procuratorate', title: { zh: '人民检察院', en: "People's procuratorate" }, desk: true, sample: 'procuratorate-141031' },
  { code: 'land-registry', title: { zh: '不动产登记机构', en: 'Real estate registry' }, desk: true, sample: 'land-registry-140100' },
  { code: 'bank', title: { zh: '银行业金融机构', en: 'Bank' }, desk: true, sample: 'bank-icbc-141031' },
  { code: 'partner', title: { zh: '其他联动单位', en: 'Other partner agency' }, desk: true, sample: 'partner-civil-141031' },
  { code: 'supervisor', title: { zh: '督办机构', en: 'Supervising body' }, desk: false, sample: 'supervisor-140000' },
  { code: 'party', title: { zh: '当事人', en: 'Party' }, desk: false, channel: 'http', sample: 'party-0123456789abcdef' },
];
