import { choice, sensitive, text } from '../fields';

/** As what somebody stands to a case, as the court's identity service says of them. Values are on the API and in tokens. */
export const partyCapacities = {
  applicant: { zh: '申请执行人', en: 'Applicant for enforcement' },
  debtor: { zh: '被执行人', en: 'Debtor' },
  interested: { zh: '利害关系人', en: 'Interested person' },
  agent: { zh: '代理人', en: 'Agent of the applicant' },
  informant: { zh: '举报人', en: 'Informant' },
};
export type PartyCapacity = keyof typeof partyCapacities;

/** Who speaks, taken from the token and never from what was typed. 财产调查规定 (2020) art. 23: the identity of an informant is kept secret. */
export const senderFields = {
  sender: sensitive(text({ zh: '来信人', en: 'Sender', max: 60 })),
  capacity: choice({ zh: '身份', en: 'Capacity', options: partyCapacities }),
};
