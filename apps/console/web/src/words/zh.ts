import { courtZh } from './court-zh';
import { zhOperations } from './zh-operations';
import { zhWatch } from './zh-watch';

/** 界面文字。Terms: README of the console's design; Chinese first, English in en.ts with the same keys. */
export const zh = {
  brand: '联执',
  skip: '跳到正文',
  nav: { newRequest: '新建请求', sent: '已发事项', cases: '案件', ledger: '措施台账', main: '主导航', worklist: '待办', all: '全部事项', measures: '布控与措施', mine: '我的', board: '看板', list: '全部事项', watchAlerts: '告警', operations: '运行', statistics: '统计' },
  bar: { live: '实时', offline: '已断开', serverTime: '服务器时间 {{time}}', largeText: '大字', largeTextOff: '标准字', language: 'EN', languageTitle: 'Switch to English', signOut: '退出登录', account: '账户', alerts: '提醒 {{count}} 条' },
  session: {
    opening: '正在打开联执……', failed: '没能登录', expired: '登录已过期', expiredMore: '重新登录后回到这里，填的内容不丢。', again: '重新登录',
    noDesk: '本单位没有收发端', noDeskMore: '用承办单位的账户登录，即可看到待办。',
  },
  state: {
    loading: '正在载入……', loadingWorklist: '正在载入待办……', failed: '没能载入', failedWorklist: '没能载入待办', keep: '您填的内容都在。', number: '编号 {{id}}，可报给管理员。', retry: '再试一次',
    none: '没有待办', noneMore: '新请求会自己出现，不用刷新。', noMatch: '没有符合筛选的事项', noMatchMore: '全部待办有 {{count}} 件。', clear: '清除筛选', notFound: '没有这个页面', toWorklist: '回到待办',
  },
  live: {
    broken: '连接已断，{{time}} 起的变化看不到', brokenMore: '正在重连（第 {{count}} 次）。时限照常计算，草稿存在本机。', reconnect: '立即重连', back: '已重新连上，补到 {{count}} 条变化', unreachable: '连不上服务器。您填的内容都在。',
  },
  due: { in_time: '正常', at_risk: '临期', overdue: '超期', paused: '暂停', done: '已了结', none: '不计时', before: '{{when}} 前', shouldBefore: '应于 {{when}} 前', left: '剩 {{time}}', waiting: '等对方补充', provisional: '暂定', escalated: '已升级' },
  turn: { ours: '轮到我方', theirs: '轮到{{who}}', nobody: '无人欠办', other: '对方' },
  urgency: { ordinary: '普通', urgent: '紧急', critical: '特急' },
  level: { law: '法律', opinion: '联合意见', policy: '政策', contract: '事项载明' },
  requestState: { submitted: '已提交', delivered: '已送达', accepted: '已签收', information_requested: '等待补充', answered: '已反馈', returned: '已退回', withdrawn: '已撤回', undeliverable: '无法送达', closed: '已办结' },
  worklist: {
    title: '待办', titleAll: '全部事项', open: '{{count}} 件未结，按剩余时间由少到多', all: '{{count}} 件，含已了结', fresh: '新到 {{count}} 件，点此显示', export: '导出 CSV', keys: '快捷键',
    groupOverdue: '已超期 {{count}} 件', groupToday: '今天到期 {{count}} 件', groupLater: '以后到期 {{count}} 件', groupWaiting: '暂停，或轮到对方 {{count}} 件', groupDone: '已了结 {{count}} 件',
    columns: { left: '剩余时间', turn: '轮到谁 · 正在计时', matter: '事项 · 被执行人 · 案号', from: '来自', handler: '经办', next: '下一步', select: '选择', selectAll: '全选' },
    filters: '筛选', due: '时限', turn: '轮到', handler: '经办', all_: '全部', ours: '我方', theirs: '对方', unclaimed: '待认领', me: '我', others: '同事', running: '正在计时', type: '事项类型', urgency: '紧急程度',
    search: '搜索', searchPlaceholder: '案号、事项号、完整证件号', views: '视图', defaultView: '默认视图', saveView: '存为视图', viewName: '视图名称', deleteView: '删除此视图', save: '保存', more: '更多筛选', less: '收起筛选',
    delivered: '{{when}} 送达', submitted: '{{when}} 提交', noSubject: '（内容未能读取）', shown: '已显示 {{shown}} / {{count}}', masked: '证件号码等已遮蔽', mine: '{{name}}（我）', claimedAt: '{{when}} 认领', draftAt: '草稿 {{when}} 已存',
    selected: '已选 {{count}} 件', acceptSelected: '签收 {{count}} 件…', assignSelected: '转交 {{count}} 件…', claimSelected: '认领 {{count}} 件', clearSelection: '取消选择',
    bulkDone: '已{{what}} {{done}} 件', bulkSkipped: '，{{count}} 件未成：{{why}}', accept: '签收', assign: '转交', claim: '认领',
    acceptTitle: '签收 {{count}} 件请求？', acceptMore: '签收后时限继续走，法院看到已签收。已由同事认领或状态不允许的会跳过。', acceptOk: '签收这 {{count}} 件', acceptNo: '先不签收',
  },
  next: { accept: '认领并签收', acceptMine: '签收', claim: '认领', answer: '反馈结果', resume: '继续填写', view: '查看', open: '打开' },
  keys: { title: '快捷键', move: '上下移动', open: '打开', select: '选择', claim: '认领', accept: '签收', answer: '反馈', search: '搜索', help: '全部快捷键', back: '返回', off: '输入文字时不起作用。', close: '关闭' },
  claim: { taken: '{{name}} {{when}} 已认领这件', takenMore: '您没有认领成功。', nextOne: '下一件', done: '已认领', release: '放弃认领', released: '已放弃认领', assign: '转交…', assignTitle: '转交给谁', assignMore: '只列出登录过控制台的本单位同事。', assignTo: '转交给', assignOk: '转交', assigned: '已转交给 {{name}}', cancel: '取消', claim: '认领', unclaimed: '待认领' },
  request: {
    number: '事项 {{id}}', position: '第 {{n}} / {{count}} 件', asked: '对方要什么', askedUs: '我方要什么', subject: '被执行人', officers: '承办人', workCard: '工作证 {{card}}', dutyCard: '公务证 {{card}}', unreadable: '内容未能读取，请让对方重发。', showFull: '显示完整号码（留痕）', hide: '遮蔽号码', yes: '是', no: '否', masked: '已遮蔽',
    documents: '文书 {{count}}', noDocuments: '没有附文书', hashChecked: '收到时已核对：与已签名报文所载哈希一致', preview: '预览', download: '下载', hashOk: '哈希与签名报文一致', hashWrong: '哈希不符，不要使用', checking: '正在核对', noPreview: '这种文件不能预览，请下载后查看。', previewOf: '{{name}} 的预览', closePreview: '收起预览',
    case: '案件与链条', follows: '承接前一事项', thread: '同一链条 {{count}} 件', onlyOne: '本链条只有这一件', thisOne: '本件', urgency: '紧急程度', type: '事项类型',
    whyTitle: '为什么是 {{when}}', whyNone: '现在没有时限在走', owedByUs: '由我方承担', owedBy: '由{{who}}承担', source: '来源：{{source}}', unverified: '政策，待核', article: '第{{article}}条', others: '其他时限 {{count}} 项', round: '第 {{count}} 次起算', discharged: '{{when}} 履行', dischargedLate: '{{when}} 履行，已逾期', pending: '未起算', steps: '怎么算的',
    timeline: '双方经过', used: '用时：我方 {{ours}}，{{who}} {{theirs}}', us: '我方', now: '轮到我方：{{what}}', nowTheirs: '轮到{{who}}：{{what}}', toldFailed: '督办通知读不到', reasonOf: '理由：{{reason}}', noReason: '没有写理由', told: { half: '已用时一半，提醒', warning: '已用时 {{part}}%，预警', early: '提前预警', breach: '已超期，双方获告知', escalation: '按规则升级（第 {{n}} 级）', handedUp: '{{who}}提前升级（第 {{n}} 级）', urge: '{{who}}催办', opened: '{{who}}查看了双方经过', dueChanged: '时限改为 {{when}}', other: '督办通知' }, coming: { title: '以后', warning: '用时到 {{part}}%，提醒{{who}}', early: '提前预警，提醒{{who}}', breach: '到期', escalation: '仍未了结，升级到{{who}}' }, notConfirmed: '未确认', refused: '被拒收', dead: '内容不可用', lateArrival: '迟到',
    measures: '措施', measuresNone: '本事项不产生措施', measure: '{{title}}', unconfirmed: '已签名，等对方确认', unconfirmedMore: '对方处理前显示“未确认”。', previous: '上一件', nextOne: '下一件', back: '待办', print: '打印', changed: '{{who}}刚刚有新动作：{{what}}', changedMore: '您填的反馈已存为草稿，不会丢。', seeTimeline: '看经过', answered: '反馈 {{outcome}}', replies: '已发反馈 {{count}} 份', repliesGot: '收到反馈 {{count}} 份', evidence: '证据包…', evidenceTitle: '下载证据包？', evidenceMore: '{{what}}。含双方全部报文、内容、文书、签名与存证路径，号码不遮蔽；下载人与时间留痕。', evidenceOk: '下载证据包', evidenceDone: '证据包已下载', evidenceFailed: '没有取到证据包：{{why}}', noReply: '还没有反馈', noReplyMore: '对方反馈后会自己出现在这里，不用刷新。', finalReply: '最终反馈', interimReply: '阶段反馈', handler: '经办 {{name}}', missing: '欠缺：{{list}}', returnedWhy: '退回原因', onDuty: '值班', whyDue: '为什么', more: '更多操作',
  },
  move: {
    accept: '签收', acceptMore: '告诉对方已收到并开始办理；“签收”随之了结。', return: '退回…', returnTitle: '退回这件请求？', returnMore: '{{what}}。退回即结束本请求，对方须另发新请求。', returnOk: '退回这件请求', returnNo: '不退回',
    'information-requests': '请对方补充…', askTitle: '请对方补充', askMore: '政策时限暂停，轮到对方补充；法定时限照走。', askOk: '发给对方', extensions: '延期…', extendTitle: '延长办理时限', extendMore: '须有依据，对方与督办会看到原因。', extendOk: '延期', noExtension: '不可延期', 'measure-changes': '登记措施变化…', changeTitle: '登记措施变化', changeOk: '登记并告知对方', supplements: '补充…', urges: '催办', withdrawal: '撤回…', closure: '办结确认', objection: '异议…',
    cancel: '取消', notNow: '当前状态（{{state}}）不能{{move}}', notOurs: '由对方进行', noRight: '您的角色只能查看', ruleForbids: '此规则不允许延期', done: '已{{move}}', sent: '已发送，等对方确认', failed: '没有发出：{{why}}', fixIt: '请改后再发。', missing: '欠缺的材料',
  },
  answer: {
    title: '反馈', final: '最终反馈', interim: '阶段反馈', kind: '反馈种类', honest: '每一项选一个如实的结果。没有查，或查询出错，不能写成“没有”。', honestOne: '选一个如实的结果。没有做到的，写明原因。', outcome: '结果', overall: '整体结果', computed: '由各项得出，不能另选', choose: '请选结果', none: '不写结果，只报进展', filled: '已填', optionalMore: '可不填', fields: '内容', attachments: '附件', drop: '拖入文件，或点此选择', dropMore: 'PDF、图片等，单个不超过 20 MB', attachmentKind: '文书种类', remove: '移除', uploading: '正在上传', uploadFailed: '没有传上：{{why}}',
    consequenceFinal: '发送后签名存证，不能修改；“{{what}}”随之了结，轮到{{who}}。', consequenceInterim: '发送后签名存证，不能修改；事项继续办理，时限照走。', sendFinal: '签名并发送最终反馈', sendInterim: '签名并发送阶段反馈', savedAt: '草稿 {{when}} 已存，刷新不丢', notSaved: '尚未填写', discard: '清空草稿', faults: '还有 {{count}} 处要改，改完才能发送', required: '必填', sent: '反馈已签名发送', cannot: '现在不能反馈：{{why}}', acceptFirst: '反馈前不必先签收。', pickDate: '选择日期时间', add: '添加{{what}}', item: '第 {{n}} 项', addFirst: '还没有，点“添加”填写', takeOver: '这件由{{name}}经办。您仍可反馈，对方会看到是本单位发出的。', milestone: '节点', noMilestone: '无',
  },
  print: { notice: '协助执行通知书', receipt: '回执', from: '发起单位', to: '承办单位', caseNumber: '案号', submitted: '提交时间', delivered: '送达时间', close: '返回事项', print: '打印', save: '保存 PDF', recorded: '号码完整，打开留痕', making: '正在生成……', failed: '没能生成' },
  court: courtZh,
  watch: zhWatch,
  operations: zhOperations,
  alerts: { title: '提醒', none: '没有未确认的提醒', failed: '提醒读不到', acknowledge: '知道了', open: '打开事项', reason: '看理由', noReasonByRule: '按规则自动发出，没有另写理由' },
};

export type Strings<T> = { [K in keyof T]: T[K] extends string ? string : Strings<T[K]> };
export type Words = Strings<typeof zh>;
