import { defineRequest } from '../define-request';
import { boolean, fieldSet, instant, integer, legalDate, listOfGroups, longText, optional, sensitive, text, vin } from '../fields';
import { detailIssue, notPast } from '../request-parts/detail-issue';
import { milestoneWithoutHit, watchObligations } from '../request-parts/standing-watch';

const place = sensitive(text({ zh: '地点', en: 'Place' }));
const sighting = fieldSet({ place, seenAt: optional(instant({ zh: '时间', en: 'Time' })), note: optional(text({ zh: '备注', en: 'Note' })) }, 'VehicleSighting');

/** 协助查扣车辆: a vehicle whose registration is sealed and that could not be seized is looked for until the watch ends (财产调查规定 2020 art. 16). */
export const holdVehicle = defineRequest({
  type: 'hold-vehicle',
  title: { zh: '协助查扣车辆', en: 'Find and hold a vehicle' },
  kind: 'search',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person', 'company'],
  request: {
    plate: sensitive(text({ zh: '号牌号码', en: 'Plate', max: 20 })),
    vin: optional(vin({ zh: '车辆识别代号', en: 'VIN' })),
    model: optional(text({ zh: '品牌型号及颜色', en: 'Make, model and colour', max: 120 })),
    owner: optional(text({ zh: '登记所有人', en: 'Registered owner', max: 120, hint: { zh: '与被执行人不同时填写', en: 'when it is not the debtor' } })),
    ruling: optional(text({ zh: '扣押裁定书文号', en: 'Number of the seizure ruling', max: 120 })),
    watchUntil: legalDate({ zh: '布控期限至', en: 'Watch until' }),
    sealedUntil: optional(legalDate({ zh: '登记查封期限至', en: 'Registration sealed until' })),
    lastSeen: optional(listOfGroups({ zh: '已知线索', en: 'Last seen', of: sighting, max: 50 })),
    contact: optional(sensitive(text({ zh: '法院值守电话', en: "Court's duty telephone", max: 30 }))),
    note: optional(longText({ zh: '注意事项', en: 'To be noted', max: 1000 })),
  },
  reply: {
    place: optional(place),
    seenAt: optional(instant({ zh: '发现时间', en: 'Seen at' })),
    heldAt: optional(sensitive(text({ zh: '停放地点', en: 'Held at' }))),
    heldTime: optional(instant({ zh: '扣留时间', en: 'Held since' })),
    mileage: optional(integer({ zh: '里程（公里）', en: 'Mileage, km', max: 9_999_999 })),
    keys: optional(boolean({ zh: '车钥匙', en: 'Keys are there' })),
    licence: optional(boolean({ zh: '行驶证', en: 'Vehicle licence is there' })),
    keeper: optional(text({ zh: '保管人', en: 'Keeper', max: 60 })),
    keeperPhone: optional(sensitive(text({ zh: '保管人电话', en: "Keeper's telephone", max: 30 }))),
    condition: optional(longText({ zh: '车况及车内物品', en: 'Condition and contents', max: 1000 })),
  },
  until: { request: 'watchUntil' },
  watch: { from: 'first-reply', to: 'final-reply', hits: ['seen', 'held'] },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '机动车登记信息', title: { zh: '机动车登记信息', en: 'Vehicle register extract' }, required: false },
    { kind: '车辆移交清单', title: { zh: '车辆移交清单', en: 'Vehicle hand-over record' }, required: false, on: ['reply', 'supplement'] },
  ],
  officers: { min: 2 },
  milestones: [
    { name: 'seen', title: { zh: '发现车辆', en: 'Seen' }, by: 'recipient', on: ['reply'], alert: { to: 'requester', level: 'warning' } },
    { name: 'held', title: { zh: '已扣留，待移交', en: 'Held, to be collected' }, by: 'recipient', on: ['reply'], alert: { to: 'requester', level: 'critical' } },
    { name: 'collected', title: { zh: '法院已接收', en: 'Collected by the court' }, by: 'requester', on: ['supplement'] },
  ],
  measure: { kind: 'watch', does: 'create', object: ['plate', 'vin', 'model'], until: { request: 'watchUntil' } },
  obligations: [
    ...watchObligations,
    {
      name: 'collect', title: { zh: '接收被扣车辆', en: 'Collect the held vehicle' }, owedBy: 'requester', startsAt: { milestone: 'held' },
      limit: { n: 24, unit: 'hour' }, dischargedBy: [{ milestone: 'collected' }],
      source: { level: 'policy', note: { zh: '全国无统一规定；各地要求法院在约定时间内到场', en: 'no national number found; local rules want the court there within a set time' } },
    },
  ],
  follows: ['seize-vehicle-registration'],
  followsWhen: { 'seize-vehicle-registration': { outcomes: ['done', 'partial', 'waiting'] } },
  onPerformance: 'withdraw',
  checkRequest: ({ details: { watchUntil, sealedUntil } }, { businessDate }) => [
    ...notPast('watchUntil', watchUntil, businessDate),
    ...sealedUntil !== undefined && watchUntil > sealedUntil ? [detailIssue('watchUntil', 'watch-beyond-seal', '布控期限不得超过登记查封期限', 'cannot go beyond the end of the seal')] : [],
  ],
  checkReply({ milestone, outcome, details: { place: seen, heldAt } }) {
    const [astray] = milestoneWithoutHit({ milestone, outcome });
    if (astray) return [astray];
    if (milestone === 'held' && heldAt === undefined) return [detailIssue('heldAt', 'required-by-milestone', '已扣留时须写明停放地点', 'is required when the vehicle is held')];
    return outcome === 'found' && seen === undefined && heldAt === undefined ? [detailIssue('place', 'required-by-outcome', '找到时须写明发现地点或停放地点', 'is required when found, unless heldAt is given')] : [];
  },
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      plate: '晋L·3F27Q', vin: 'LSVAA4182E2123456', model: '大众牌小型轿车，银色', ruling: '（2025）晋1031执123号之二', watchUntil: at.days(180), sealedUntil: at.days(700),
      lastSeen: [{ place: '隰县龙泉镇某小区地下车库' }],
    },
  }),
  replyExamples: (at) => {
    const held = { heldAt: '隰县交警大队停车场', heldTime: at.instant(0), mileage: 86_400, keys: true, licence: false, keeper: '贾某' };
    return {
      found: { milestone: 'held', details: held },
      'found:held': { final: false, milestone: 'held', details: held },
      'found:seen': { final: false, milestone: 'seen', details: { place: '国道209线隰县北收费站', seenAt: at.instant(0) } },
      not_found_yet: { details: { note: '已布控' } },
      expired: { details: { reason: '布控期满，未发现该车辆' } },
    };
  },
});
