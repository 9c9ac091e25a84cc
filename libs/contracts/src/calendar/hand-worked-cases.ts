/**
 * Time limits worked out by hand, from the notices of the State Council and a wall calendar, before the code was asked.
 * `of`: a rule of the catalogue, or a limit with the level of its source. `ends`: a day, at whose end it is due, or an instant.
 * All times are Shanghai times.
 */
export interface HandWorked {
  of: string;
  start: string;
  ends: string;
  why: string;
  until?: string;
  pauses?: readonly [from: string, to: string][];
  extendedUntil?: string;
  provisional?: true;
}

export const handWorkedCases: Record<string, readonly HandWorked[]> = {
  'working days': [
    { of: 'query-person.answer', start: '2025-09-01T09:10', ends: '2025-09-04', why: 'Mon 1 is not counted; Tue 2, Wed 3, Thu 4' },
    { of: 'query-person.answer', start: '2025-09-04T16:30', ends: '2025-09-09', why: 'Fri 5, then the weekend, Mon 8, Tue 9' },
    { of: 'query-person.answer', start: '2025-09-05T23:59', ends: '2025-09-10', why: 'the last minute of Friday is still Friday; Mon 8, Tue 9, Wed 10' },
    { of: 'query-person.answer', start: '2025-09-08T00:00', ends: '2025-09-11', why: '00:00 is Monday, which is not counted; Tue 9, Wed 10, Thu 11' },
    { of: 'query-person.answer', start: '2025-04-30T10:00', ends: '2025-05-08', why: '1 to 5 May are off; Tue 6, Wed 7, Thu 8' },
    { of: 'query-person.answer', start: '2025-04-25T10:00', ends: '2025-04-29', why: 'Sat 26 is off, Sun 27 is worked; Sun 27, Mon 28, Tue 29' },
    { of: 'query-person.answer', start: '2024-09-12T17:00', ends: '2024-09-18', why: 'Fri 13, Sat 14 which is worked, 15 to 17 off, Wed 18' },
    { of: 'query-person.answer', start: '2024-05-09T09:00', ends: '2024-05-13', why: 'Fri 10, Sat 11 which is worked, Sun 12 off, Mon 13' },
    { of: 'query-person.answer', start: '2026-02-12T09:00', ends: '2026-02-24', why: 'Fri 13, Sat 14 which is worked, 15 to 23 off, Tue 24' },
    { of: 'query-person.answer', start: '2026-09-18T09:00', ends: '2026-09-22', why: 'Sat 19 off, Sun 20 which is worked, Mon 21, Tue 22' },
    { of: 'query-person.answer', start: '2026-09-24T09:00', ends: '2026-09-30', why: '25 to 27 off; Mon 28, Tue 29, Wed 30' },
    { of: 'query-person.answer', start: '2026-09-29T09:00', ends: '2026-10-09', why: 'Wed 30, 1 to 7 Oct off, Thu 8, Fri 9' },
    { of: 'query-person.answer', start: '2026-09-30T09:00', ends: '2026-10-10', why: 'Thu 8, Fri 9, Sat 10 which is worked' },
    { of: 'query-person.answer', start: '2024-12-30T09:00', ends: '2025-01-03', why: 'over the year end: Tue 31, 1 Jan off, Thu 2, Fri 3' },
    { of: 'query-person.answer', start: '2026-12-29T09:00', ends: '2027-01-01', provisional: true, why: 'Wed 30, Thu 31, and Fri 1 Jan 2027 as long as nobody has said that it is off' },
    { of: 'query-person.answer', start: '2025-09-28T11:00', ends: '2025-10-09', why: 'a Sunday that is worked is a starting day like any other; Mon 29, Tue 30, Thu 9' },
    { of: 'query-person.answer', start: '2025-10-04T11:00', ends: '2025-10-11', why: 'started inside the holiday; Thu 9, Fri 10, Sat 11 which is worked' },
    { of: 'query-person.accept', start: '2025-01-27T15:00', ends: '2025-02-05', why: '28 Jan to 4 Feb off; Wed 5' },
    { of: 'query-person.accept', start: '2025-01-24T15:00', ends: '2025-01-26', why: 'Sat 25 off, Sun 26 is worked before the Spring Festival' },
    { of: 'refer-refusal-offence.receipt', start: '2026-06-18T09:00', ends: '2026-06-22', why: '19 to 21 off, Dragon Boat Festival; Mon 22' },
    { of: 'refer-refusal-offence.receipt', start: '2024-06-07T09:00', ends: '2024-06-11', why: 'the weekend and Mon 10 off; Tue 11' },
  ],
  'days': [
    { of: 'refer-refusal-offence.decide', start: '2025-07-01T09:00', ends: '2025-07-08', why: '2 to 8 Jul, a Tuesday' },
    { of: 'refer-refusal-offence.decide', start: '2025-09-29T09:00', ends: '2025-10-09', why: '6 Oct lies in the holiday; the first day after it that is none is Thu 9' },
    { of: 'refer-refusal-offence.decide', start: '2025-10-02T09:00', ends: '2025-10-09', why: 'a holiday at the start changes nothing: Thu 9' },
    { of: 'refer-refusal-offence.decide', start: '2026-02-08T09:00', ends: '2026-02-24', why: '15 Feb is the first of nine days off; Tue 24' },
    { of: 'refer-refusal-offence.decide', start: '2026-02-07T09:00', ends: '2026-02-14', why: 'Sat 14 is worked, so it is no rest day and stays' },
    { of: 'refer-refusal-offence.decide', start: '2026-02-21T09:00', ends: '2026-02-28', why: 'Sat 28 is worked and stays' },
    { of: 'refer-refusal-offence.decide', start: '2025-12-27T10:00', ends: '2026-01-04', why: 'over the year end: Sat 3 Jan is off, Sun 4 is worked' },
    { of: 'refer-refusal-offence.decide', start: '2026-12-28T10:00', ends: '2027-01-04', provisional: true, why: 'Mon 4 Jan 2027: no notice yet' },
    { of: 'refer-refusal-offence.explain-refusal', start: '2026-04-27T10:00', ends: '2026-05-06', why: 'Mon 4 May is off, as is Tue 5; Wed 6' },
    { of: 'refer-refusal-offence.explain-refusal', start: '2026-05-02T10:00', ends: '2026-05-09', why: 'Sat 9 May is worked and stays' },
    { of: 'refer-refusal-offence.decide.complex', start: '2026-01-15T10:00', ends: '2026-02-14', why: '16 days to 31 Jan and 14 more: Sat 14 Feb, which is worked' },
    { of: 'refer-refusal-offence.decide.complex', start: '2026-01-16T10:00', ends: '2026-02-24', why: 'one day later is 15 Feb, off until 23; Tue 24' },
    { of: 'refer-refusal-offence.decide.complex', start: '2024-01-30T10:00', ends: '2024-02-29', why: 'leap year: 31 Jan and the 29 days of February' },
    { of: 'refer-refusal-offence.decide.complex', start: '2025-01-30T10:00', ends: '2025-03-03', why: 'no leap year: 31 Jan, 28 days, Sat 1 Mar; Mon 3' },
    { of: 'refer-refusal-offence.decide.complex', start: '2025-12-01T10:00', ends: '2025-12-31', why: 'the thirtieth day is Wed 31 Dec' },
    { of: 'refer-refusal-offence.decide.complex', start: '2025-12-02T10:00', ends: '2026-01-04', why: '1 Jan is off until 3; Sun 4 is worked' },
    { of: 'refer-refusal-offence.decide.complex', start: '2026-12-03T10:00', ends: '2027-01-04', provisional: true, why: 'Sat 2 Jan 2027 is a weekend in any case; whether Mon 4 is worked nobody has said' },
    { of: '15 day law', start: '2025-09-22T10:00', ends: '2025-10-09', why: '7 Oct is off; Thu 9' },
    { of: '15 day law', start: '2024-02-05T10:00', ends: '2024-02-20', why: 'the holidays inside count; Tue 20' },
    { of: '15 day law', start: '2026-03-14T10:00', ends: '2026-03-30', why: 'Sun 29 is a rest day; Mon 30' },
  ],
  'custody, and the same day': [
    { of: '7 day same law', start: '2025-09-27T10:00', ends: '2025-10-04', why: '刑诉法 105 ¶4: held, so the holiday lengthens nothing' },
    { of: '7 day same law', start: '2026-02-10T10:00', ends: '2026-02-17', why: 'in the middle of the Spring Festival' },
    { of: '7 day same law', start: '2026-12-27T10:00', ends: '2027-01-03', why: 'no notice could change it, so it is final' },
    { of: '1 month same law', start: '2024-01-29T10:00', ends: '2024-02-29', why: 'a leap year has a 29 Feb' },
    { of: '2 month same law', start: '2025-12-31T10:00', ends: '2026-02-28', why: 'there is no 31 Feb' },
    { of: 'take-into-detention.answer', start: '2025-10-05T14:00', ends: '2025-10-05', why: 'taken in by the end of the day, a Sunday in the holiday' },
    { of: 'take-into-detention.answer', start: '2024-02-29T22:00', ends: '2024-02-29', why: 'two hours are left of the leap day' },
    { of: 'take-into-detention.answer', start: '2025-12-31T23:59', ends: '2025-12-31', why: 'a minute is left of the year' },
  ],
  'months and years': [
    { of: '1 month law', start: '2025-05-31T10:00', ends: '2025-06-30', why: 'no 31 Jun: Mon 30' },
    { of: '1 month law', start: '2025-08-30T10:00', ends: '2025-09-30', why: 'the same day number, a Tuesday' },
    { of: '1 month law', start: '2025-09-05T10:00', ends: '2025-10-09', why: '5 Oct is off; Thu 9' },
    { of: '1 month law', start: '2025-09-11T10:00', ends: '2025-10-11', why: 'Sat 11 Oct is worked and stays' },
    { of: '1 month law', start: '2025-12-31T10:00', ends: '2026-02-02', why: '31 Jan 2026 is a Saturday; Mon 2 Feb' },
    { of: '2 month law', start: '2025-12-21T10:00', ends: '2026-02-24', why: '21 Feb lies in the Spring Festival; Tue 24' },
    { of: '3 month opinion', start: '2025-11-29T10:00', ends: '2026-02-28', why: 'no 29 Feb in 2026: Sat 28, which is worked' },
    { of: '3 month opinion', start: '2023-11-30T10:00', ends: '2024-02-29', why: 'the last day of a leap February, a Thursday; only its own year is asked about' },
    { of: '12 month law', start: '2025-02-28T10:00', ends: '2026-02-28', why: 'Sat 28 Feb 2026 is worked' },
    { of: '1 year law', start: '2025-12-31T10:00', ends: '2026-12-31', why: 'Thu 31 Dec, in a published year' },
    { of: '1 year law', start: '2026-01-01T10:00', ends: '2027-01-01', provisional: true, why: 'Fri 1 Jan 2027 is off in all likelihood, and not yet by any notice' },
    { of: '2 year law', start: '2024-02-29T10:00', ends: '2026-02-28', why: 'no 29 Feb in 2026: Sat 28, which is worked' },
    { of: '3 year law', start: '2023-10-03T10:00', ends: '2026-10-08', why: '3 Oct 2026 is off until 7; Thu 8' },
  ],
  'hours and minutes': [
    { of: 'take-into-detention.notify-family', start: '2025-09-30T14:20', ends: '2025-10-01T15:00', why: 'law: the hour from 14:00 is not counted; 24 hours from 15:00, a holiday moves no hours' },
    { of: 'take-into-detention.notify-family', start: '2024-02-28T23:10', ends: '2024-03-01T00:00', why: 'counted from 00:00 of the leap day to its end' },
    { of: 'take-into-detention.notify-family', start: '2025-12-31T22:59', ends: '2026-01-01T23:00', why: 'counted from 23:00 of the last day of the year' },
    { of: 'take-into-detention.answer-wrongful', start: '2025-09-01T08:00', ends: '2025-09-02T09:00', why: 'the hour that has just begun is the starting hour: from 09:00' },
    { of: '48 hour law', start: '2025-09-30T16:30', ends: '2025-10-02T17:00', why: 'urgent preservation: from 17:00, two days' },
    { of: 'locate-debtor.collect', start: '2025-02-28T18:05', ends: '2025-03-01T18:05', why: 'policy hours are elapsed time; there is no 29 Feb' },
    { of: 'query-person.accept.urgent', start: '2025-10-01T23:30', ends: '2025-10-02T01:30', why: 'over midnight in a holiday' },
    { of: 'query-person.accept.critical', start: '2024-02-29T23:45', ends: '2024-03-01T00:15', why: 'over the end of the leap day' },
    { of: 'query-person.deliver', start: '2026-12-31T23:20', ends: '2027-01-01T00:20', why: 'into a year without a notice, which an hour does not ask for' },
    { of: 'release-early.answer', start: '2025-09-21T23:10', ends: '2025-09-22T01:10', why: 'two hours round the clock' },
    { of: 'freeze-account.answer', start: '2026-02-14T16:00', ends: '2026-02-15T16:00', why: 'into the first day of the Spring Festival' },
    { of: '30 minute policy', start: '2024-12-31T23:40', ends: '2025-01-01T00:10', why: 'over the year end' },
  ],
  'pauses': [
    { of: 'locate-debtor.first-reply', start: '2025-04-28T09:00', pauses: [['2025-04-29T10:00', '2025-05-06T10:00']], ends: '2025-05-08', why: 'Tue 29, Wed 30, Tue 6 May; the ends of 29 and 30 Apr fell inside, 1 to 5 May do not count: two more, Thu 8' },
    { of: 'locate-debtor.first-reply', start: '2026-02-13T09:00', pauses: [['2026-02-14T12:00', '2026-02-24T12:00']], ends: '2026-02-26', why: 'Sat 14, Tue 24, Wed 25; of the ten days of the pause only Sat 14 is a working day that ended: Thu 26' },
    { of: 'locate-debtor.first-reply', start: '2025-09-30T09:00', pauses: [['2025-10-02T09:00', '2025-10-07T09:00']], ends: '2025-10-11', why: 'Thu 9, Fri 10, Sat 11; a pause inside the holiday takes no working day' },
    { of: '5 workday policy', start: '2025-09-22T09:00', pauses: [['2025-09-26T15:00', '2025-09-28T09:00']], ends: '2025-09-29', why: '23 to 26 and Sun 28, which is worked; the end of Fri 26 fell inside: Mon 29' },
    { of: '2 workday policy', start: '2025-09-01T09:00', pauses: [['2025-09-02T10:00', '2025-09-03T10:00'], ['2025-09-04T10:00', '2025-09-05T10:00']], ends: '2025-09-05', why: 'Wed 3 becomes Thu 4, and since it is paused again that day, Fri 5' },
    { of: '7 day policy', start: '2025-09-24T10:00', pauses: [['2025-09-26T10:00', '2025-09-29T10:00']], ends: '2025-10-09', why: '1 Oct and the three days that ended inside: 4 Oct, off; Thu 9' },
    { of: '24 hour policy', start: '2025-09-30T10:00', pauses: [['2025-09-30T12:00', '2025-10-09T12:00']], ends: '2025-10-10T10:00', why: 'nine days of pause, the holiday in them, are nine days of 24 hours' },
  ],
  'extensions': [
    { of: 'locate-debtor.first-reply', start: '2025-09-22T09:00', extendedUntil: '2025-09-30', ends: '2025-09-30', why: 'granted on the last day, Thu 25: until the end of Tue 30' },
    { of: '3 workday policy', start: '2025-09-25T09:00', extendedUntil: '2025-10-03', ends: '2025-10-03', why: 'Fri 26, Sun 28, Mon 29; the date granted on the last day stands although it is a holiday' },
    { of: '1 month law', start: '2025-09-05T10:00', extendedUntil: '2025-10-24', ends: '2025-10-24', why: 'fifteen days from Thu 9 Oct, to which the holiday had moved it: Fri 24' },
    { of: '7 day policy', start: '2025-09-28T10:00', extendedUntil: '2025-10-08', ends: '2025-10-09', why: '5 Oct had moved to Thu 9: an extension until the 8th would shorten it' },
    { of: '24 hour policy', start: '2025-12-31T12:00', extendedUntil: '2026-01-02T18:00:00+08:00', ends: '2026-01-02T18:00', why: 'an instant is that instant' },
    { of: '7 day policy', start: '2026-12-20T10:00', extendedUntil: '2027-01-03', ends: '2027-01-03', why: 'Sun 27 Dec had moved to Mon 28; a date granted needs no notice of its year' },
    { of: '2 workday policy', start: '2025-09-29T10:00', extendedUntil: '2025-10-10', pauses: [['2025-10-10T09:00', '2025-10-11T09:00']], ends: '2025-10-11', why: 'extended from Thu 9 to Fri 10, whose end then fell into a pause: Sat 11, which is worked' },
  ],
  'ends that are set': [
    { of: 'locate-debtor.final-reply', start: '2025-09-01T09:00', until: '2025-10-05', ends: '2025-10-05', why: 'a watch ends with its day, holiday or not' },
    { of: 'locate-debtor.final-reply', start: '2025-09-01T09:00', until: '2024-02-29', ends: '2024-02-29', why: 'a date is a date, also one that is past' },
    { of: 'take-into-detention.detention-ends', start: '2025-09-20T16:00', until: '2025-10-04', ends: '2025-10-04', why: 'fifteen days with the day of taking in, 20 Sep to 4 Oct; no holiday lengthens a detention' },
    { of: 'locate-debtor.final-reply', start: '2025-09-01T09:00', until: '2026-01-01T09:30:00+08:00', ends: '2026-01-01T09:30', why: 'an instant is that instant' },
  ],
};
