import { choice } from '../fields';

/** 强制措施: how the suspect is held while the criminal steps run. Values are on the wire. */
export const suspectCustody = choice({
  zh: '强制措施', en: 'Coercive measure on the suspect', options: {
    detained: { zh: '刑事拘留', en: 'Criminal detention' },
    arrested: { zh: '逮捕', en: 'Arrested' },
    bail: { zh: '取保候审', en: 'On bail' },
    'residential-surveillance': { zh: '监视居住', en: 'Residential surveillance' },
    none: { zh: '未采取强制措施', en: 'None' },
  },
});
