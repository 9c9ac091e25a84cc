import type { Bilingual } from '../bilingual';

/** What the ledger needs to know of a kind of measure besides its title. */
export interface MeasureKindRule {
  readonly title: Bilingual;
  /** It can be renewed, so its end without renewal is a failure (脱保) and not how it ought to end. */
  readonly renewable: boolean;
  /** Days before the end on which its court is warned. */
  readonly warnings: readonly number[];
}

/** 60, 30 and 7 days (policy). */
const ladder = [60, 30, 7] as const;

/** Kinds of measures 查控措施. WARNING: the names are stored and in the API. */
export const measureKinds = {
  deposit: { title: { zh: '存款冻结', en: 'Freeze of deposits' }, renewable: true, warnings: ladder },
  movable: { title: { zh: '动产查封、扣押', en: 'Seal of a movable' }, renewable: true, warnings: ladder },
  'real-estate': { title: { zh: '不动产查封', en: 'Seal of real estate' }, renewable: true, warnings: ladder },
  equity: { title: { zh: '股权冻结', en: 'Freeze of equity' }, renewable: true, warnings: ladder },
  'other-right': { title: { zh: '其他财产权冻结', en: 'Freeze of another property right' }, renewable: true, warnings: ladder },
  'exit-restriction': { title: { zh: '限制出境', en: 'Exit restriction' }, renewable: true, warnings: ladder },
  detention: { title: { zh: '司法拘留', en: 'Judicial detention' }, renewable: false, warnings: [] },
  watch: { title: { zh: '布控', en: 'Standing watch' }, renewable: false, warnings: ladder },
} as const satisfies Record<string, MeasureKindRule>;

export type MeasureKind = keyof typeof measureKinds;
export const measureKindNames = Object.keys(measureKinds) as MeasureKind[];
export const measureKind = (kind: MeasureKind): MeasureKindRule => measureKinds[kind];

/**
 * `asked`: requested and not answered; `none`: nothing came of it. The other five are what a reply made. WARNING: stored and in the API.
 * That a measure in effect has passed its end is not stored: see `stateOn`.
 */
export const measureStates = ['asked', 'waiting', 'in_effect', 'lapsed', 'lifted', 'replaced', 'none'] as const;
export type MeasureState = (typeof measureStates)[number];
