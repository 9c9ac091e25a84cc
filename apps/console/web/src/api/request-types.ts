import type { components as Police } from './generated/police';

type Schemas = Police['schemas'];
export type RequestView = Schemas['Request'];
export type RequestDetail = Schemas['RequestDetail'];
export type ObligationView = Schemas['Obligation'];
export type DocumentView = Schemas['Document'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type ToldNotice = Schemas['ToldNotice'];
export type ComingStep = Schemas['ComingStep'];
export type ReplyView = Schemas['Reply'];
export type CatalogueSummary = Schemas['CatalogueSummary'];
export type AlertView = Schemas['Alert'];
export type Urgency = Schemas['Urgency'];
export type RequestState = Schemas['RequestState'];
