import type { Fields } from '../fields';
import type { RequestContract } from '../request-contract';
import { measureActs, type MeasureAct, type MeasureRule } from './measure-rule';

const present = (names: (string | undefined)[]): string[] => names.filter((name) => name !== undefined);

/** The acts that a rule may mean. */
export const actsOf = ({ does }: Pick<MeasureRule, 'does'>): MeasureAct[] => (typeof does === 'string' ? [does] : Object.values(does.acts));

/** What is wrong with what a contract says of measures, seen from its own fields. */
export const measureFaults = ({ measure, handsOver, caseMoney, request, reply, milestones }: Pick<RequestContract, 'measure' | 'handsOver' | 'caseMoney' | 'request' | 'reply' | 'milestones'>): string[] => [
  ...handsOver && !Object.hasOwn(request.fields, handsOver.list) ? [`handsOver names ${handsOver.list}, which is no field of the request`] : [],
  ...[caseMoney?.amount, caseMoney?.at].flatMap((name) => (name !== undefined && !Object.hasOwn(reply.fields, name) ? [`caseMoney names ${name}, which is no field of the reply`] : [])),
  ...caseMoney?.when && !Object.hasOwn(request.fields, caseMoney.when.field) ? [`caseMoney names ${caseMoney.when.field}, which is no field of the request`] : [],
  ...measure ? ruleFaults(measure, request.fields, reply.fields, milestones.map(({ name }) => name)) : [],
];

function ruleFaults({ does, object = [], amount = {}, from = {}, until = {}, days, endedBy = [], endsRest, renewal }: MeasureRule, request: Fields, reply: Fields, milestones: string[]): string[] {
  const missing = (where: 'request' | 'reply', fields: Fields, names: string[]) => names.filter((name) => !Object.hasOwn(fields, name)).map((name) => `measure names ${name}, which is no field of the ${where}`);
  const acts = typeof does === 'string' ? { [does]: does } : does.acts;
  return [
    ...missing('request', request, present([amount.asked, from.request, until.request, days, endsRest, typeof does === 'string' ? undefined : does.field])),
    ...missing('reply', reply, present([amount.held, amount.limit, amount.left, amount.moved, from.reply, until.reply])),
    ...object.filter((name) => !Object.hasOwn(request, name) && !Object.hasOwn(reply, name)).map((name) => `measure is on ${name}, which is no field`),
    ...Object.values(acts).filter((act) => !measureActs.includes(act)).map((act) => `measure does ${act}, which does not exist`),
    ...endedBy.filter((name) => !milestones.includes(name)).map((name) => `measure ends by ${name}, which is no milestone`),
    ...renewal && !Object.values(acts).includes('create') ? ['measure has a renewal but creates none'] : [],
    ...amount.capped && amount.asked === undefined ? ['measure is capped but nobody says how much is asked'] : [],
  ];
}
