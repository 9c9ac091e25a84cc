import { defineRequest } from '../define-request';
import { choice, fieldSet, instant, integer, listOfGroups, longText, optional, sensitive, text } from '../fields';
import { detailIssue, notPast } from '../request-parts/detail-issue';

const attendee = fieldSet({
  name: text({ zh: '姓名', en: 'Name', max: 60 }), post: optional(text({ zh: '职务', en: 'Post', max: 60 })), phone: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
}, 'Attendee');

/** 邀请到场: prosecutors, police, deputies or others witness an interview day, an enforcement or a hearing. */
export const inviteToAttend = defineRequest({
  type: 'invite-to-attend',
  title: { zh: '邀请到场见证监督', en: 'Invite to attend' },
  kind: 'service',
  requesters: ['court'],
  responders: ['police', 'procuratorate', 'partner'],
  subjectKinds: ['person', 'company'],
  request: {
    when: instant({ zh: '时间', en: 'When' }),
    where: text({ zh: '地点', en: 'Where' }),
    occasion: choice({
      zh: '活动', en: 'Occasion', options: {
        'interview-day': { zh: '集中约谈', en: 'Interview day' }, enforcement: { zh: '现场执行', en: 'Enforcement on the spot' }, hearing: { zh: '执行听证', en: 'Hearing' },
        disbursement: { zh: '案款集中发放', en: 'Disbursement' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    wanted: optional(choice({ zh: '邀请事由', en: 'Asked to', options: { supervise: { zh: '现场监督', en: 'Supervise' }, witness: { zh: '见证', en: 'Witness' }, mediate: { zh: '协助调解', en: 'Mediate' } } })),
    people: optional(integer({ zh: '邀请人数', en: 'How many people', min: 1, max: 100 })),
    agenda: optional(longText({ zh: '活动安排', en: 'Agenda', max: 2000 })),
    contact: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
  },
  reply: {
    attendees: optional(listOfGroups({ zh: '到场人员', en: 'Attendees', of: attendee, max: 100 })),
    remarks: optional(longText({ zh: '意见建议', en: 'Remarks' })),
  },
  until: { request: 'when' },
  documents: [
    { kind: '邀请函', title: { zh: '邀请函', en: 'Invitation' }, required: true },
    { kind: '活动方案', title: { zh: '活动方案', en: 'Plan of the occasion' }, required: false },
  ],
  obligations: [{
    name: 'answer', title: { zh: '活动前答复', en: 'Answer before the occasion' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { until: 'request' }, dischargedBy: ['final-reply'], source: { level: 'contract', note: { zh: '以邀请载明的时间为准', en: 'the time that the invitation names' } },
  }],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { when } }, { businessDate }) => notPast('when', when, businessDate),
  checkReply: ({ outcome, details: { attendees } }) => outcome === 'not_done' && (attendees?.length ?? 0) > 0
    ? [detailIssue('attendees', 'none-but-attendees', '不到场时不得列出到场人员', 'must be empty when nobody comes')] : [],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { when: at.instant(72), where: '隰县人民法院', occasion: 'interview-day' as const, wanted: 'supervise' as const, people: 2, agenda: '上午九时集中约谈被执行人十二名' },
  }),
  replyExamples: () => ({
    done: { details: { attendees: [{ name: '吴某', post: '检察官' }] } },
    not_done: { details: { reason: '当日另有庭审，不能派员' } },
  }),
});
