import { courtEn } from './court-en';
import { enOperations } from './en-operations';
import { enWatch } from './en-watch';
import type { Words } from './zh';

export const en: Words = {
  brand: 'Lianzhi',
  skip: 'Skip to content',
  nav: { newRequest: 'New request', sent: 'Sent', cases: 'Cases', ledger: 'Ledger', main: 'Main', worklist: 'Worklist', all: 'All requests', measures: 'Watches and measures', mine: 'Me', board: 'Board', list: 'All requests', watchAlerts: 'Alerts', operations: 'Operations' },
  bar: { live: 'Live', offline: 'Disconnected', serverTime: 'Server time {{time}}', largeText: 'Large text', largeTextOff: 'Normal text', language: '中文', languageTitle: '切换为中文', signOut: 'Sign out', account: 'Account', alerts: '{{count}} alerts' },
  session: {
    opening: 'Opening Lianzhi…', failed: 'Could not sign in', expired: 'Your session has expired', expiredMore: 'Sign in again and you are back here; nothing you typed is lost.', again: 'Sign in again',
    noDesk: 'This organisation has no desk', noDeskMore: 'Sign in as somebody of an answering organisation to see a worklist.',
  },
  state: {
    loading: 'Loading…', loadingWorklist: 'Loading the worklist…', failed: 'Could not load', failedWorklist: 'Could not load the worklist', keep: 'What you typed is still here.', number: 'Number {{id}}, for your administrator.', retry: 'Try again',
    none: 'Nothing to do', noneMore: 'New requests appear by themselves; no need to reload.', noMatch: 'No request matches the filters', noMatchMore: 'There are {{count}} in all.', clear: 'Clear filters', notFound: 'There is no such page', toWorklist: 'Back to the worklist',
  },
  live: {
    broken: 'Disconnected: changes since {{time}} are not shown', brokenMore: 'Reconnecting (attempt {{count}}). Time limits go on; drafts are kept on this machine.', reconnect: 'Reconnect now', back: 'Connected again, {{count}} changes caught up', unreachable: 'The server cannot be reached. What you typed is still here.',
  },
  due: { in_time: 'In time', at_risk: 'At risk', overdue: 'Overdue', paused: 'Paused', done: 'Done', none: 'No clock', before: 'by {{when}}', shouldBefore: 'was due {{when}}', left: '{{time}} left', waiting: 'waiting for the other side', provisional: 'provisional', escalated: 'escalated' },
  turn: { ours: 'Our turn', theirs: 'Turn: {{who}}', nobody: 'Nobody owes', other: 'the other side' },
  urgency: { ordinary: 'Ordinary', urgent: 'Urgent', critical: 'Critical' },
  level: { law: 'Law', opinion: 'Joint opinion', policy: 'Policy', contract: 'As the request says' },
  requestState: { submitted: 'Submitted', delivered: 'Delivered', accepted: 'Accepted', information_requested: 'Information requested', answered: 'Answered', returned: 'Returned', withdrawn: 'Withdrawn', undeliverable: 'Undeliverable', closed: 'Closed' },
  worklist: {
    title: 'Worklist', titleAll: 'All requests', open: '{{count}} open, least time left first', all: '{{count}}, closed ones included', fresh: '{{count}} new, show them', export: 'Export CSV', keys: 'Keys',
    groupOverdue: 'Overdue: {{count}}', groupToday: 'Due today: {{count}}', groupLater: 'Due later: {{count}}', groupWaiting: 'Paused, or the other side’s turn: {{count}}', groupDone: 'Done: {{count}}',
    columns: { left: 'Time left', turn: 'Turn · running clock', matter: 'Request · debtor · case', from: 'From', handler: 'Handler', next: 'Next', select: 'Select', selectAll: 'Select all' },
    filters: 'Filters', due: 'Time', turn: 'Turn', handler: 'Handler', all_: 'All', ours: 'Ours', theirs: 'Theirs', unclaimed: 'Unclaimed', me: 'Me', others: 'Colleagues', running: 'Running clock', type: 'Type', urgency: 'Urgency',
    search: 'Search', searchPlaceholder: 'Case number, id, full ID number', views: 'View', defaultView: 'Default view', saveView: 'Save view', viewName: 'Name of the view', deleteView: 'Delete this view', save: 'Save', more: 'More filters', less: 'Fewer filters',
    delivered: 'delivered {{when}}', submitted: 'submitted {{when}}', noSubject: '(content could not be read)', shown: '{{shown}} of {{count}} shown', masked: 'ID numbers are masked', mine: '{{name}} (me)', claimedAt: 'claimed {{when}}', draftAt: 'draft saved {{when}}',
    selected: '{{count}} selected', acceptSelected: 'Accept {{count}}…', assignSelected: 'Assign {{count}}…', claimSelected: 'Claim {{count}}', clearSelection: 'Clear selection',
    bulkDone: '{{what}}: {{done}} done', bulkSkipped: ', {{count}} not: {{why}}', accept: 'Accept', assign: 'Assign', claim: 'Claim',
    acceptTitle: 'Accept {{count}} requests?', acceptMore: 'Time limits go on, and the court sees them accepted. Those claimed by colleagues or in another state are skipped.', acceptOk: 'Accept these {{count}}', acceptNo: 'Not yet',
  },
  next: { accept: 'Claim and accept', acceptMine: 'Accept', claim: 'Claim', answer: 'Answer', resume: 'Go on writing', view: 'View', open: 'Open' },
  keys: { title: 'Keys', move: 'Up and down', open: 'Open', select: 'Select', claim: 'Claim', accept: 'Accept', answer: 'Answer', search: 'Search', help: 'All keys', back: 'Back', off: 'Off while you type.', close: 'Close' },
  claim: { taken: '{{name}} claimed this {{when}}', takenMore: 'You did not get it.', nextOne: 'Next one', done: 'Claimed', release: 'Release', released: 'Released', assign: 'Assign…', assignTitle: 'Assign to whom', assignMore: 'Colleagues of your organisation who have used the console.', assignTo: 'Assign to', assignOk: 'Assign', assigned: 'Assigned to {{name}}', cancel: 'Cancel', claim: 'Claim', unclaimed: 'Unclaimed' },
  request: {
    number: 'Request {{id}}', position: '{{n}} of {{count}}', asked: 'What they ask', askedUs: 'What we ask', subject: 'Debtor', officers: 'Officers', workCard: 'work card {{card}}', dutyCard: 'duty card {{card}}', unreadable: 'The content could not be read: ask the sender to send it again.', showFull: 'Show full numbers (audited)', hide: 'Mask numbers', yes: 'Yes', no: 'No', masked: 'masked',
    documents: 'Documents: {{count}}', noDocuments: 'No documents', hashChecked: 'checked on arrival against the hash in the signed message', preview: 'Preview', download: 'Download', hashOk: 'Hash as in the signed message', hashWrong: 'Hash differs: do not use', checking: 'Checking', noPreview: 'No preview for this kind of file: download it.', previewOf: 'Preview of {{name}}', closePreview: 'Close preview',
    case: 'Case and thread', follows: 'Follows an earlier request', thread: 'Thread of {{count}}', onlyOne: 'Alone in its thread', thisOne: 'this one', urgency: 'Urgency', type: 'Type',
    whyTitle: 'Why {{when}}', whyNone: 'No time limit is running', owedByUs: 'owed by us', owedBy: 'owed by {{who}}', source: 'Source: {{source}}', unverified: 'policy, to be verified', article: 'art. {{article}}', others: '{{count}} other limits', round: 'started {{count}} times', discharged: 'met {{when}}', dischargedLate: 'met {{when}}, late', pending: 'not started', steps: 'How it is counted',
    timeline: 'Both sides', used: 'Used: we {{ours}}, {{who}} {{theirs}}', us: 'Us', now: 'Our turn: {{what}}', nowTheirs: 'Turn of {{who}}: {{what}}', dueThen: 'due', notConfirmed: 'not confirmed', refused: 'refused', dead: 'content unusable', lateArrival: 'came late',
    measures: 'Measures', measuresNone: 'This request makes no measure', measure: '{{title}}', unconfirmed: 'Signed, waiting for the other side', unconfirmedMore: 'Shown as not confirmed until they have processed it.', previous: 'Previous', nextOne: 'Next', back: 'Worklist', print: 'Print', changed: '{{who}} has just acted: {{what}}', changedMore: 'Your answer is kept as a draft.', seeTimeline: 'See what happened', answered: 'Answered: {{outcome}}', replies: 'Replies sent: {{count}}', repliesGot: 'Replies received: {{count}}', evidence: 'Evidence…', evidenceTitle: 'Download the evidence pack?', evidenceMore: '{{what}}. It holds all messages of both sides, contents, documents, signatures and proofs, numbers in full; who downloads it and when is recorded.', evidenceOk: 'Download the pack', evidenceDone: 'Evidence pack downloaded', evidenceFailed: 'The pack could not be had: {{why}}', noReply: 'No reply yet', noReplyMore: 'It will appear here by itself.', finalReply: 'Final reply', interimReply: 'Interim reply', handler: 'Handler {{name}}', missing: 'Missing: {{list}}', returnedWhy: 'Why returned', onDuty: 'On duty', whyDue: 'Why', more: 'More moves',
  },
  move: {
    accept: 'Accept', acceptMore: 'Tells the other side that you have it and begin; meets “accept”.', return: 'Return…', returnTitle: 'Return this request?', returnMore: '{{what}}. Returning ends the request; the other side has to send a new one.', returnOk: 'Return this request', returnNo: 'Do not return',
    'information-requests': 'Ask for information…', askTitle: 'Ask for information', askMore: 'Policy limits pause and it is the other side’s turn; limits set by law go on.', askOk: 'Send', extensions: 'Extend…', extendTitle: 'Extend the time limit', extendMore: 'Needs a ground; the other side and the supervisors see it.', extendOk: 'Extend', noExtension: 'No extension', 'measure-changes': 'Report a change…', changeTitle: 'Report a change of the measure', changeOk: 'Record and tell', supplements: 'Supplement…', urges: 'Urge', withdrawal: 'Withdraw…', closure: 'Close', objection: 'Object…',
    cancel: 'Cancel', notNow: 'Not in this state ({{state}}): {{move}}', notOurs: 'The other side’s move', noRight: 'Your role may only look', ruleForbids: 'The rule allows no extension', done: '{{move}}: done', sent: 'Sent, waiting for confirmation', failed: 'Not sent: {{why}}', fixIt: 'Correct it and send again.', missing: 'What is missing',
  },
  answer: {
    title: 'Answer', final: 'Final reply', interim: 'Interim reply', kind: 'Kind of reply', honest: 'One honest result for each item. What was not searched, or failed, must not be called “nothing there”.', honestOne: 'Choose the honest result; what was not done wants its reason.', outcome: 'Result', overall: 'Overall', computed: 'follows from the items', choose: 'Choose a result', none: 'No result, progress only', filled: 'filled', optionalMore: 'optional', fields: 'Content', attachments: 'Attachments', drop: 'Drop files here, or choose', dropMore: 'PDF, images and others, at most 20 MB each', attachmentKind: 'Kind of document', remove: 'Remove', uploading: 'Uploading', uploadFailed: 'Not uploaded: {{why}}',
    consequenceFinal: 'Signed and kept; it cannot be changed. “{{what}}” is met and it is the turn of {{who}}.', consequenceInterim: 'Signed and kept; it cannot be changed. The request goes on and so do its limits.', sendFinal: 'Sign and send the final reply', sendInterim: 'Sign and send the interim reply', savedAt: 'Draft saved {{when}}, safe from reloads', notSaved: 'Nothing written yet', discard: 'Discard draft', faults: '{{count}} things to correct before sending', required: 'required', sent: 'Reply signed and sent', cannot: 'No reply now: {{why}}', acceptFirst: 'No need to accept before you answer.', pickDate: 'Choose date and time', add: 'Add: {{what}}', item: 'Item {{n}}', addFirst: 'None yet: press “Add”', takeOver: '{{name}} handles this one. You may still answer; the other side sees your organisation.', milestone: 'Milestone', noMilestone: 'None',
  },
  print: { notice: 'Notice to assist', receipt: 'Receipt', from: 'From', to: 'To', caseNumber: 'Case', submitted: 'Submitted', delivered: 'Delivered', close: 'Back to the request', print: 'Print', save: 'Save PDF', recorded: 'Numbers in full; opening it is recorded', making: 'Making it…', failed: 'It could not be made' },
  court: courtEn,
  watch: enWatch,
  operations: enOperations,
  alerts: { title: 'Alerts', none: 'No unacknowledged alerts', failed: 'Alerts cannot be read', acknowledge: 'Got it', open: 'Open the request' },
};
