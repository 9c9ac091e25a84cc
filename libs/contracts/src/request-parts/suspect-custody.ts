import { choice } from '../fields';
import type { MilestoneRule } from '../request-contract';

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

/** 在押: then no holiday lengthens the limit (刑事诉讼法 2018 art. 105 ¶4). Told by the field `custody`. */
export const inCustody: MilestoneRule = {
  name: 'in_custody', title: { zh: '在押', en: 'In custody' }, by: 'requester', on: ['request'], impliedByRequest: { field: 'custody', values: ['detained', 'arrested'] },
};
