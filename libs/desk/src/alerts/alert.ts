import type { OnDuty } from '../duty/duty-roster';

/** 提醒. `critical` must be seen at once (a debtor is held). In the API and stored: do not rename. */
export const alertLevels = ['info', 'warning', 'critical'] as const;
export type AlertLevel = (typeof alertLevels)[number];

/** Something an organisation must be told without looking for it. */
export interface AlertToRaise {
  /** Organisation code. */
  organisation: string;
  /** What happened: a milestone's name, `warning`, `breach`, `escalation`, `urge`, `data-unusable`, … */
  kind: string;
  level: AlertLevel;
  requestId: string | null;
  /** Business time, ms. */
  raisedAt: number;
  /** Equal keys raise one alert, whatever the number of replicas or repetitions. Example: `<message id>/<organisation>`. */
  key: string;
  /** Shown with the alert; no personal data. */
  detail?: Record<string, unknown>;
}

/** As the API gives it; instants in +08:00. */
export interface AlertView {
  id: string;
  kind: string;
  level: AlertLevel;
  /** Request id. */
  request: string | null;
  raisedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy?: string;
  note?: string;
  detail?: Record<string, unknown>;
  /** Of a critical one: who was on duty in the organisation. */
  onDuty?: OnDuty[];
}
