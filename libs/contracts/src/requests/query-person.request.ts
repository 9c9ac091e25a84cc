import { defineRequest } from '../define-request';
import { choice, choices, fieldSet, group, instant, listOf, listOfGroups, longText, mapOf, optional, sensitive, text } from '../fields';

/** What the police can look up. Keys are on the wire. */
const queryItems = {
  identity: { zh: '身份信息', en: 'Identity' },
  household: { zh: '户籍信息', en: 'Household' },
  'hotel-stays': { zh: '旅馆住宿', en: 'Hotel stays' },
  'exit-entry': { zh: '出入境记录', en: 'Exits and entries' },
  vehicles: { zh: '机动车', en: 'Vehicles' },
};
const itemResult = choice({
  zh: '结果', en: 'Result', options: {
    found: { zh: '查到', en: 'Found' }, none_proven: { zh: '经查无', en: 'Searched, nothing there' },
    not_searched: { zh: '未查询', en: 'Not searched' }, failed: { zh: '查询失败', en: 'Search failed' },
  },
});
const stay = fieldSet({ hotel: sensitive(text({ zh: '旅馆', en: 'Hotel' })), from: instant({ zh: '入住时间', en: 'Checked in' }), to: optional(instant({ zh: '退房时间', en: 'Checked out' })) }, 'HotelStay');
const crossing = fieldSet({
  direction: choice({ zh: '方向', en: 'Direction', options: { exit: { zh: '出境', en: 'Exit' }, entry: { zh: '入境', en: 'Entry' } } }),
  at: instant({ zh: '时间', en: 'Time' }), port: text({ zh: '口岸', en: 'Port' }),
}, 'Crossing');
const vehicle = fieldSet({ plate: sensitive(text({ zh: '号牌', en: 'Plate', max: 20 })), vin: optional(sensitive(text({ zh: '车辆识别代号', en: 'VIN', max: 17 }))), model: optional(text({ zh: '车型', en: 'Model' })), status: optional(text({ zh: '登记状态', en: 'Registered status' })) }, 'Vehicle');
const identity = fieldSet({ address: optional(sensitive(text({ zh: '住址', en: 'Address' }))), phones: optional(listOf({ zh: '联系电话', en: 'Telephone', of: sensitive(text({ zh: '电话', en: 'Number', max: 30 })), max: 20 })), status: optional(text({ zh: '人口状态', en: 'Status' })) }, 'Identity');
const household = fieldSet({ address: sensitive(text({ zh: '户籍地址', en: 'Registered address' })), members: optional(listOf({ zh: '同户人员', en: 'Members', of: sensitive(text({ zh: '姓名', en: 'Name', max: 60 })), max: 50 })) }, 'Household');

const registers = '全国人口信息系统、旅馆业治安管理信息系统、机动车登记系统';

type ItemResult = 'found' | 'none_proven' | 'not_searched' | 'failed';
const results = (identity: ItemResult, stays: ItemResult, vehicles: ItemResult) => ({ identity, 'hotel-stays': stays, vehicles });

/** 查询被执行人信息: on the spot, else within three working days, in writing. */
export const queryPerson = defineRequest({
  type: 'query-person',
  title: { zh: '查询被执行人信息', en: 'Query a debtor\'s information' },
  kind: 'query',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person'],
  request: {
    items: choices({ zh: '查询事项', en: 'What to query', options: queryItems }),
    from: optional(instant({ zh: '记录起始时间', en: 'Records from' })),
    purpose: optional(longText({ zh: '查询理由', en: 'Purpose', max: 500 })),
  },
  reply: {
    items: optional(mapOf({ zh: '各项结果', en: 'Result by item', keys: queryItems, of: itemResult })),
    identity: optional(group({ zh: '身份信息', en: 'Identity', of: identity })),
    household: optional(group({ zh: '户籍信息', en: 'Household', of: household })),
    hotelStays: optional(listOfGroups({ zh: '旅馆住宿', en: 'Hotel stays', of: stay })),
    crossings: optional(listOfGroups({ zh: '出入境记录', en: 'Exits and entries', of: crossing })),
    vehicles: optional(listOfGroups({ zh: '机动车', en: 'Vehicles', of: vehicle })),
  },
  replyRequires: { found: ['items'], partial: ['items'] },
  documents: [{ kind: '协助查询通知书', title: { zh: '协助查询通知书', en: 'Notice to assist with a query' }, required: true }],
  obligations: [{
    name: 'answer', title: { zh: '反馈查询结果', en: 'Answer the query' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: {
      level: 'opinion', document: '北京市四部门联动查控意见 (2016)；宁夏高院、公安厅通知 (2025)', article: '2',
      note: { zh: '能当场办理的当场办理，否则三个工作日内书面反馈；其他地区为政策默认值', en: 'on the spot, else within three working days in writing; elsewhere a policy default' },
    },
  }],
  checkReply({ outcome, details: { items = {}, source, asOf, reason } }) {
    const results = Object.values(items);
    const needs = (name: string, missing: boolean) => missing ? [{ pointer: `/details/${name}`, code: 'required-by-items', zh: '有事项需要说明，必填', en: 'is required by the result of an item' }] : [];
    const unlike = outcome === 'found' && results.some((result) => result === 'not_searched' || result === 'failed');
    return [
      ...unlike ? [{ pointer: '/outcome', code: 'outcome-contradicts-items', zh: '有事项未查或查询失败，结果应为部分查到', en: 'must be partial: an item was not searched or failed' }] : [],
      ...outcome === 'none_proven' && results.some((result) => result !== 'none_proven')
        ? [{ pointer: '/outcome', code: 'outcome-contradicts-items', zh: '各项并非均经查无', en: 'contradicts the items: not all were searched and empty' }] : [],
      ...needs('source', results.includes('none_proven') && source === undefined),
      ...needs('asOf', results.includes('none_proven') && asOf === undefined),
      ...needs('reason', results.some((result) => result === 'not_searched' || result === 'failed') && reason === undefined),
    ];
  },
  onPerformance: 'withdraw',
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { items: ['identity' as const, 'hotel-stays' as const, 'vehicles' as const], purpose: '查找被执行人下落及财产' },
  }),
  replyExamples: (at) => ({
    found: {
      details: {
        items: results('found', 'found', 'found'),
        identity: { address: '隰县龙泉镇某小区3号楼', phones: ['13800000000'], status: '正常' },
        hotelStays: [{ hotel: '隰县某宾馆', from: at.instant(-30), to: at.instant(-18) }],
        vehicles: [{ plate: '晋L·3F27Q', model: '小型轿车', status: '正常' }],
        source: registers, asOf: at.instant(0),
      },
    },
    none_proven: { details: { items: results('none_proven', 'none_proven', 'none_proven'), source: registers, asOf: at.instant(0) } },
    not_searched: { details: { reason: '旅馆业治安管理信息系统维护，未能查询' } },
    failed: { details: { reason: '查询平台返回错误，查询失败' } },
    partial: {
      details: {
        items: results('found', 'not_searched', 'none_proven'),
        identity: { address: '隰县龙泉镇某小区3号楼', status: '正常' },
        source: '全国人口信息系统、机动车登记系统', asOf: at.instant(0), reason: '旅馆业治安管理信息系统维护，住宿记录未查',
      },
    },
  }),
});
