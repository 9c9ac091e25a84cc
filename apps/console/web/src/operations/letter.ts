import type { components } from '../api/generated/coordinator';

export type Letter = components['schemas']['DeadLetter'];

/** What of an id tells letters apart at a glance. */
export const shortId = (id: string): string => id.slice(-6).toUpperCase();
