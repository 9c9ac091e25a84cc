/** Enough digits to compare, no more than were measured. */
export const figure = (value: number | undefined): string => (value === undefined || !Number.isFinite(value) ? '' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 1 ? 3 : 1));
export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
export const countOf = (key: string): string => key.slice(1);
