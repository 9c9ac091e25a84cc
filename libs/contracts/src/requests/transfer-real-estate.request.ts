import { defineRequest } from '../define-request';
import { choice, choices, instant, legalDate, money, optional, party, sensitive, share, text, unitNumber } from '../fields';

/**
 * 协助过户: the registry enters the buyer of an auction, or the creditor who takes it for the debt (民事诉讼法 2023 art. 262). Another
 * court's transfer that was delivered first is carried out first (查封扣押冻结规定 art. 23): then this one waits.
 */
export const transferRealEstate = defineRequest({
  type: 'transfer-real-estate',
  title: { zh: '协助办理不动产过户', en: 'Transfer real estate' },
  kind: 'control',
  requesters: ['court'],
  responders: ['land-registry'],
  subjectKinds: ['person', 'company'],
  request: {
    unitNumber: unitNumber({ zh: '不动产单元号', en: 'Real estate unit number' }),
    transferee: party({ zh: '受让人', en: 'Transferee' }),
    ground: choice({
      zh: '过户依据', en: 'Ground', options: {
        auction: { zh: '拍卖成交', en: 'Auction' }, sale: { zh: '变卖成交', en: 'Sale' }, 'settles-debt': { zh: '以物抵债', en: 'Taken for the debt' }, judgment: { zh: '生效法律文书确权', en: 'Judgment on the title' },
      },
    }),
    ruling: text({ zh: '裁定书文号', en: 'Number of the ruling', max: 120 }),
    rulingServedOn: optional(legalDate({ zh: '裁定送达受让人日期', en: 'Ruling served on the transferee on' })),
    price: optional(money({ zh: '成交价或抵债金额', en: 'Price or debt settled', positive: true })),
    share: optional(share({ zh: '过户份额', en: 'Share transferred' })),
    cancel: optional(choices({
      zh: '同时注销', en: 'Cancelled with it', options: {
        'own-seal': { zh: '本院查封', en: 'Seal of this court' }, 'waiting-seals': { zh: '轮候查封', en: 'Waiting seals' }, mortgage: { zh: '抵押权', en: 'Mortgage' }, certificate: { zh: '原权属证书（公告作废）', en: 'Old certificate' },
      },
    })),
    certificate: optional(text({ zh: '原不动产权证号', en: 'Number of the old certificate', max: 80 })),
    contact: optional(sensitive(text({ zh: '受让人联系电话', en: 'Telephone of the transferee', max: 30 }))),
  },
  reply: {
    transferredAt: optional(instant({ zh: '登簿时间', en: 'Entered in the register at' })),
    newCertificate: optional(text({ zh: '新不动产权证号', en: 'Number of the new certificate', max: 80 })),
    registration: optional(text({ zh: '登记业务号', en: 'Registration number', max: 80 })),
    missing: optional(text({ zh: '尚缺材料或税费', en: 'Still missing (papers, taxes)' })),
  },
  replyRequires: { done: ['transferredAt'] },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书（拍卖、变卖成交或以物抵债）', en: 'Ruling on the sale, or on taking it for the debt' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '受让人身份证明', title: { zh: '受让人身份证明', en: 'Identity of the transferee' }, required: true },
    { kind: '拍卖成交确认书', title: { zh: '拍卖成交确认书', en: 'Confirmation of the auction' }, required: false, requiredWhen: { field: 'ground', equals: 'auction' } },
    { kind: '完税证明', title: { zh: '完税证明', en: 'Proof of taxes paid' }, required: false },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: "Registry's receipt" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: { kind: 'real-estate', does: 'take' },
  obligations: [{
    name: 'answer', title: { zh: '办理过户并反馈', en: 'Register the transfer and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 5, unit: 'workday' }, times: 1 },
    source: { level: 'policy', note: { zh: '有关单位必须办理（民事诉讼法第二百六十二条），天数无规定', en: 'the registry must do it (民事诉讼法 art. 262), which has no number' } },
  }],
  follows: ['query-real-estate', 'seal-real-estate', 'renew-real-estate-seal', 'unseal-real-estate'],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      unitNumber: '141031001008GB00123F00010021', transferee: { kind: 'person' as const, name: '李某乙', idNumber: '142629197911050034' }, ground: 'settles-debt' as const,
      ruling: '（2025）晋1031执123号之三', rulingServedOn: at.days(-3), price: '386000.00', cancel: ['own-seal' as const, 'mortgage' as const],
    },
  }),
  replyExamples: (at) => ({
    done: { details: { rank: 0, transferredAt: at.instant(0), newCertificate: '晋（2025）隰县不动产权第0004321号' } },
    partial: { details: { rank: 0, transferredAt: at.instant(0), note: '房屋已过户，车位另行登记' } },
    waiting: { details: { rank: 1, note: '另有法院过户协助执行通知书送达在先，优先办理' } },
    accepted_not_done: { details: { reason: '已受理，待受让人完税后登簿', missing: '契税完税证明' } },
    refused: { details: { reason: '裁定载明的不动产单元号与登记簿不一致，不予办理' } },
  }),
});
