/** 法院页面的文字。English with the same keys in court-en.ts. */
export const courtZh = {
  more: '再显示一些',
  agency: { court: '法院', police: '公安', procuratorate: '检察院', 'land-registry': '不动产登记机构', bank: '银行', partner: '其他联动单位', supervisor: '督办机构', party: '当事人' },
  kind: { person: '自然人', company: '单位' },
  new: {
    title: '新建请求', what: '向谁请求什么', case: '案件与被执行人', details: '请求内容', officers: '承办人（至少 {{count}} 名）', documents: '文书', documentsMore: '拖到对应文书上，或拖到下方由系统按文件名归类',
    to: '受请求单位', chooseType: '选择事项，可输入查找', chooseTo: '选择单位，可输入查找', chooseSubject: '选择被执行人', otherSubject: '另填…', unknownCase: '本院未登记此案件', creditCode: '统一社会信用代码', idNumber: '公民身份号码', fromCase: '来自案件登记，校验位正确', kind: '类别',
    typeFirst: '先选事项类型', urgencyMore: '决定签收时限', officer: '承办人{{n}}', addOfficer: '再加一名承办人', attachment: '附件', becauseOf: '因“{{field}}”须附', mayBecauseOf: '视“{{field}}”而定', orElse: '可用{{kinds}}代替', missingDocument: '缺此文书', chooseFor: '为“{{kind}}”选择文件', choose: '选择文件', dropHere: '把文件拖到这里，或点此选择', dropMore: 'PDF、JPG、OFD，单个不超过 20 MB',
    send: '签名并发送', sent: '请求已签名发送', ready: '可以发送；发送后签名存证，不能修改', faults: '还有 {{count}} 处要改', moreFaults: '等 {{count}} 处', service: '系统核对', following: '承接前一事项', followingMore: '案件、被执行人、单位和相同内容已带出，请核对。', drafted: '系统代拟',
  },
  example: { fill: '填入示例', notReal: '（示例文书，不是真的）' },
  follow: { title: '后续请求' },
  limits: { title: '发出后的时限', what: '事项', who: '由谁', length: '时限', submitted: '自发出', delivered: '自送达', later: '其后', them: '对方', us: '我方', named: '按请求载明' },
  guard: {
    title: '本案额度', ruling: '裁定数额为上限', owed: '未履行数额与费用为上限', cap: '上限', held: '已冻结、轮候', asked: '在途（已发未回）', transferred: '已划拨、未登记履行', left: '还可冻结', wanted: '本次请求', excess: '超出', overMore: '比本案还可冻结的多 {{amount}} 元，不能发送', change: '改为 {{amount}}', fits: '不超过还可冻结的 {{amount}}',
    shares: '已占 {{used}}%，还可冻结 {{left}}%', keyHeld: '已占用', keyOwn: '本次',
  },
  sent: { title: '已发事项', to: '发往', progress: '进展', none: '还没有发出的事项', noneMore: '从“新建请求”发出第一件。' },
  case: {
    listMore: '案号新者在前', search: '案号，或被执行人完整证件号', none: '还没有登记案件', noneMore: '案件由审判执行系统登记后出现在这里。', noMatch: '没有符合的案件', cause: '案由', owed: '未履行数额（元）', costs: '执行费用（元）', andOthers: '等 {{count}} 人', debtorsIn: '案件内 {{count}} 人', debtors: '被执行人 {{count}}', requests: '事项 {{count}}', sent: '本案已发', whole: '案件全部', nothingSent: '本案还没有事项', inLedger: '在台账中看', timeline: '经过', earlier: '更早的经过见各事项',
  },
  performance: { title: '履行', record: '登记履行', recordTitle: '登记履行', more: '登记后案件余额随之减少；履行完毕的，系统撤回在办事项并告知后续环节。', markFull: '已全部履行完毕', recorded: '已登记', inFull: '履行完毕', left: '余 {{amount}} 元', none: '还没有履行记录' },
  draft: { title: '系统代拟 {{count}} 件，待您决定', more: '补全后发送，或说明理由作废', complete: '补全并发送', discard: '作废…', discardTitle: '作废这件代拟事项？', discardOk: '作废', keep: '不作废', reason: '理由', discarded: '已作废' },
  measureState: { asked: '待反馈', waiting: '轮候', in_effect: '生效', lapsed: '已失效', lifted: '已解除', replaced: '已转换', none: '未形成' },
  standing: { in_time: '正常', at_risk: '临期', lapsed: '已失效', waiting: '轮候 · 无期限', ended: '已结束', open_end: '无截止日', asked: '待反馈' },
  measureKind: { deposit: '存款冻结', movable: '动产查封、扣押', 'real-estate': '不动产查封', equity: '股权冻结', 'other-right': '其他财产权冻结', 'exit-restriction': '限制出境', detention: '司法拘留', watch: '布控' },
  ledger: {
    summary: '{{count}} 项有效，按失效先后', lapsedWithout: '到期未续失效 {{count}} 项', lapse: '失效', all: '全部有效', within: '{{count}} 天内', rank: '状态', kind: '种类', search: '案号', left: '离失效', what: '措施 · 标的', who: '当事人 · 案号', amount: '控制金额（元）', noClock: '不计时', days: '{{count}} 天', lapsedFor: '已过 {{count}} 天', until: '{{day}} 止', waiting: '轮候第 {{rank}} 位', first: '首次', renewed: '已续 {{count}} 次',
    renew: '续行', opened: '已打开', renewalSent: '续行已发', renewTitle: '续行', renewMany: '批量续行 {{count}} 项', renewSoon: '续行临期 {{count}} 项…', renewSelected: '续行 {{count}} 项…', renewGroups: '裁定书写明案号：按案件与种类分成 {{count}} 组，各组分别附文书、分别签名', renewManySend: '签名并发送 {{count}} 件续行请求', renewLeft: '{{count}} 件没有发出，原因在各项下；再发只发这些', sentMany: '{{count}} 件续行请求已签名发送', selectAll: '全选可续行的', select: '选择 {{what}}', renewSend: '签名并发送续行请求', sent: '续行请求已签名发送', before: '须在 {{day}} 24:00 前办妥', beforeMore: '到期后原措施失效，只能重新采取，位次从后排起。', noMatch: '没有符合筛选的措施', none: '没有生效的措施', noneMore: '对方反馈后，措施会自己出现在这里。', noneInCase: '本案没有措施',
    group: { d7: '7 天内失效', d30: '30 天内失效', d60: '60 天内失效', later: '60 天以后，或无截止日', waiting: '轮候，没有自己的期限，转为生效时起算', ended: '已结束' },
  },
  move: {
    urges: '催办？', 'urges-more': '对方会收到催办，督办可见。{{what}}', 'urges-ok': '催办', supplements: '补充', 'supplements-more': '补充说明或登记节点；因补充而暂停的时限恢复计算。{{what}}', 'supplements-ok': '发送补充', withdrawal: '撤回这件请求？', 'withdrawal-more': '撤回即结束本请求，已采取的措施须另行解除。{{what}}', 'withdrawal-ok': '撤回这件请求',
    closure: '确认办结？', 'closure-more': '确认反馈已收悉，本事项办结。{{what}}', 'closure-ok': '确认办结', objection: '对反馈提出异议', 'objection-more': '异议发给对方，事项恢复办理。{{what}}', 'objection-ok': '提出异议',
  },
  alarm: {
    title: '{{who}}：{{what}}，请{{todo}}', since: '已过 {{time}}', ringing: '响铃中', muted: '已静音', mute: '静音 5 分钟', who: '确认收到并派员', first: '派员一', second: '派员二', arrive: '预计到达', note: '派员：{{who}}；预计到达 {{when}}', only: '确认只停止响铃；时限继续计算，直到登记已接到。确认人与时间留痕。', acknowledge: '确认收到，派员前往', showPlace: '显示完整地点（留痕）',
    register: '登记已接到', registerTitle: '登记已接到？', registerMore: '“{{what}}”随之了结，告知对方。{{who}}', registerOk: '登记已接到', registered: '已登记，已告知对方',
  },
  batch: {
    title: '批量发起', toBatch: '批量导入 CSV', more: '至多 1,000 行，逐行受理或拒绝', lines: '各行', many: '同一请求发给多个单位', table: '上传表格（CSV）', recipients: '受请求单位', chosen: '已选 {{count}} 个', all: '全选 {{count}} 个', file: '把 CSV 拖到这里，或点此选择', columns: '表头可用：接收单位、姓名或名称、证件号码、案号、紧急程度、承接事项、内容.字段名；至多 1 MiB', common: '各行共同的内容', commonMore: '表格中另写的，以表格为准', each: '每行单独受理；不合格的行列明原因，不影响其他行。', send: '签名并逐行发送',
    earlier: '以前的批次', none: '还没有批次', count: '{{count}} 行', accepted: '受理 {{count}}', refused: '拒绝 {{count}}', open: '待发 {{count}}', started: '批次已受理，正在逐行发送', progress: '已处理 {{done}} / {{count}} 行', download: '下载结果 CSV', line: '行（不计表头）', fault: '问题', typeFirst: '先选事项类型，再选单位', recipient: '接收单位', documents: '文书', details: '内容', tableName: '表格', summary: '问题汇总：{{count}} 种', times: '{{count}} 行', standing: { open: '待发', accepted: '已受理', refused: '已拒绝' },
  },
};
