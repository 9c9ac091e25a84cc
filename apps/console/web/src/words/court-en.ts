import type { courtZh } from './court-zh';
import type { Strings } from './zh';

export const courtEn: Strings<typeof courtZh> = {
  more: 'Show more',
  agency: { court: 'Courts', police: 'Police', procuratorate: 'Procuratorates', 'land-registry': 'Real estate registries', bank: 'Banks', partner: 'Other partners', supervisor: 'Supervising bodies', party: 'Parties' },
  kind: { person: 'Person', company: 'Company' },
  new: {
    title: 'New request', what: 'What, and of whom', case: 'Case and debtor', details: 'What is asked', officers: 'Officers (at least {{count}})', documents: 'Documents', documentsMore: 'Drop on the document meant, or below: sorted by file name',
    to: 'Recipient', chooseType: 'Choose or type to find', chooseTo: 'Choose or type to find', chooseSubject: 'Choose the debtor', otherSubject: 'Somebody else…', unknownCase: 'The court has not recorded this case', creditCode: 'Credit code', idNumber: 'ID number', fromCase: 'From the case, check digit right', kind: 'Kind',
    typeFirst: 'Choose the type first', urgencyMore: 'decides how soon it is accepted', officer: 'Officer {{n}}', addOfficer: 'Add an officer', attachment: 'Attachment', becauseOf: 'needed because of “{{field}}”', mayBecauseOf: 'depends on “{{field}}”', orElse: 'or {{kinds}}', missingDocument: 'missing', chooseFor: 'Choose a file for “{{kind}}”', choose: 'Choose file', dropHere: 'Drop files here, or choose', dropMore: 'PDF, JPG, OFD, at most 20 MB each',
    send: 'Sign and send', sent: 'Request signed and sent', ready: 'Ready: once sent it is signed and cannot be changed', faults: '{{count}} things to correct', moreFaults: 'and {{count}} more', service: 'Service', following: 'Follows an earlier request', followingMore: 'Case, debtor, recipient and what is the same are filled in: check them.', drafted: 'Drafted by the system',
  },
  example: { fill: 'Fill in an example', notReal: '(An example, not a real document)' },
  follow: { title: 'Follow up' },
  limits: { title: 'Limits once it is sent', what: 'What', who: 'Who', length: 'Limit', submitted: 'from sending', delivered: 'from delivery', later: 'later', them: 'They', us: 'We', named: 'as the request says' },
  guard: {
    title: 'What the case may freeze', ruling: 'cap: the ruling', owed: 'cap: owed and costs', cap: 'Cap', held: 'Frozen or waiting', asked: 'In flight (asked, not answered)', transferred: 'Transferred, not recorded yet', left: 'Left', wanted: 'This request', excess: 'Too much', overMore: '{{amount}} more than the case may still freeze', change: 'Make it {{amount}}', fits: 'within the {{amount}} left',
    shares: '{{used}}% used, {{left}}% left', keyHeld: 'used', keyOwn: 'this one',
  },
  sent: { title: 'Sent requests', to: 'To', progress: 'Progress', none: 'Nothing sent yet', noneMore: 'Send the first one from “New request”.' },
  case: {
    listMore: 'latest numbers first', search: 'Case number, or whole ID number of a debtor', none: 'No cases recorded', noneMore: 'Cases appear here once the case system records them.', noMatch: 'No such case', cause: 'Cause', owed: 'Owed (yuan)', costs: 'Costs (yuan)', andOthers: '{{count}} in all', debtorsIn: '{{count}} debtors in the case', debtors: 'Debtors: {{count}}', requests: 'Requests: {{count}}', sent: 'Sent in this case', whole: 'Whole case', nothingSent: 'Nothing in this case yet', inLedger: 'In the ledger', timeline: 'What happened', earlier: 'Earlier: see the requests',
  },
  performance: { title: 'Paid', record: 'Record a payment', recordTitle: 'Record a payment', more: 'The case owes less by it; paid in full, open requests are withdrawn and later steps told.', markFull: 'Performed in full', recorded: 'Recorded', inFull: 'in full', left: '{{amount}} left', none: 'Nothing paid yet' },
  draft: { title: 'Drafted for you: {{count}}', more: 'Complete and send, or say why not', complete: 'Complete and send', discard: 'Discard…', discardTitle: 'Discard this draft?', discardOk: 'Discard', keep: 'Keep', reason: 'Reason', discarded: 'Discarded' },
  measureState: { asked: 'Asked', waiting: 'Waiting', in_effect: 'In effect', lapsed: 'Lapsed', lifted: 'Lifted', replaced: 'Replaced', none: 'None' },
  standing: { in_time: 'In time', at_risk: 'At risk', lapsed: 'Lapsed', waiting: 'Waiting, no term', ended: 'Ended', open_end: 'No end', asked: 'Asked' },
  measureKind: { deposit: 'Deposits', movable: 'Movables', 'real-estate': 'Real estate', equity: 'Equity', 'other-right': 'Other rights', 'exit-restriction': 'Exit', detention: 'Detention', watch: 'Watch' },
  ledger: {
    summary: '{{count}} in effect, what lapses first at the top', lapsedWithout: '{{count}} lapsed without renewal', lapse: 'Lapses', all: 'All in effect', within: 'within {{count}} days', rank: 'State', kind: 'Kind', search: 'Case number', left: 'Lapses in', what: 'Measure · object', who: 'Debtor · case', amount: 'Amount (yuan)', noClock: 'No clock', days: '{{count}} days', lapsedFor: '{{count}} days past', until: 'until {{day}}', waiting: 'rank {{rank}}', first: 'first', renewed: 'renewed {{count}} times',
    renew: 'Renew', opened: 'Open', renewalSent: 'Renewal sent', renewMany: 'Renew {{count}} measures', renewSoon: 'Renew {{count}} that end soon…', renewSelected: 'Renew {{count}}…', renewGroups: 'A ruling names its case: {{count}} groups by case and kind, each with its own documents and signature', renewManySend: 'Sign and send {{count}} renewals', renewLeft: '{{count}} were not sent, each says why; sending again sends these only', sentMany: '{{count}} renewals signed and sent', selectAll: 'Select all that can be renewed', select: 'Select {{what}}', renewTitle: 'Renew', renewSend: 'Sign and send the renewal', sent: 'Renewal signed and sent', before: 'Has to be done before the end of {{day}}', beforeMore: 'After that the measure is gone; a new one stands last in rank.', noMatch: 'No measure matches', none: 'No measure in effect', noneMore: 'Measures appear by themselves once they are answered.', noneInCase: 'No measures in this case',
    group: { d7: 'Lapse within 7 days', d30: 'Lapse within 30 days', d60: 'Lapse within 60 days', later: 'After 60 days, or without end', waiting: 'Waiting: no term of their own until they are promoted', ended: 'Ended' },
  },
  move: {
    urges: 'Urge?', 'urges-more': 'They are told, and supervisors see it. {{what}}', 'urges-ok': 'Urge', supplements: 'Supplement', 'supplements-more': 'Add words or register a milestone; limits that paused for it go on. {{what}}', 'supplements-ok': 'Send', withdrawal: 'Withdraw this request?', 'withdrawal-more': 'It ends the request; measures taken have to be lifted apart. {{what}}', 'withdrawal-ok': 'Withdraw this request',
    closure: 'Close it?', 'closure-more': 'The reply is taken note of, the request is closed. {{what}}', 'closure-ok': 'Close', objection: 'Object to the reply', 'objection-more': 'The other side gets it and goes on. {{what}}', 'objection-ok': 'Object',
  },
  alarm: {
    title: '{{who}}: {{what}}. {{todo}}', since: '{{time}} ago', ringing: 'ringing', muted: 'muted', mute: 'Mute for 5 minutes', who: 'Acknowledge and send people', first: 'First officer', second: 'Second officer', arrive: 'Arrive at', note: 'Sent: {{who}}; arrive {{when}}', only: 'This stops the bell only; the clock runs until the collection is registered. Who acknowledges, and when, is recorded.', acknowledge: 'Acknowledge, officers go', showPlace: 'Show the whole place (audited)',
    register: 'Register collection', registerTitle: 'Register the collection?', registerMore: '“{{what}}” is met, the other side is told. {{who}}', registerOk: 'Register', registered: 'Registered, the other side is told',
  },
  batch: {
    title: 'Batches', toBatch: 'Batch from CSV', more: 'up to 1,000 lines, each accepted or refused', lines: 'Lines', many: 'One request to many', table: 'Upload a table (CSV)', recipients: 'Recipients', chosen: '{{count}} chosen', all: 'all {{count}}', file: 'Drop the CSV here, or choose', columns: 'Columns: to, name, number, caseNumber, urgency, follows, details.field; at most 1 MiB', common: 'What all lines have in common', commonMore: 'the table counts where it says otherwise', each: 'Each line by itself; what is refused says why and keeps nothing else back.', send: 'Sign and send line by line',
    earlier: 'Earlier batches', none: 'No batches yet', count: '{{count}} lines', accepted: '{{count}} accepted', refused: '{{count}} refused', open: '{{count}} to go', started: 'Batch taken, sending line by line', progress: '{{done}} of {{count}} lines done', download: 'Download result CSV', line: 'Line (without the header)', fault: 'Fault', typeFirst: 'Choose the type first, then whom to ask', recipient: 'Recipient', documents: 'Documents', details: 'Details', tableName: 'Table', summary: 'Kinds of faults: {{count}}', times: '{{count}} lines', standing: { open: 'open', accepted: 'accepted', refused: 'refused' },
  },
};
