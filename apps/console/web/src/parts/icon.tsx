import type { ReactNode } from 'react';

/** Drawn on 16 × 16 in the colour of the text. An icon never stands alone: a word or a label is beside it. */
const drawings = {
  live: <><path d="M4.5 11.5a5 5 0 010-7M11.5 11.5a5 5 0 000-7M2.3 13.7a8 8 0 010-11.4M13.7 13.7a8 8 0 000-11.4" /><circle cx="8" cy="8" r="1.3" fill="currentColor" /></>,
  offline: <><path d="M2 2l12 12M4.5 11.5a5 5 0 01-.6-6M11.5 4.5a5 5 0 01.6 6" /><circle cx="8" cy="8" r="1.3" fill="currentColor" /></>,
  bell: <path d="M3.5 11.5V7a4.5 4.5 0 019 0v4.5zM2 11.5h12M6.5 14h3" />,
  person: <><circle cx="8" cy="5" r="3" /><path d="M2.5 14c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5" /></>,
  refresh: <path d="M13.5 8a5.5 5.5 0 11-1.7-4M13.5 1.5v3h-3" />,
  download: <path d="M8 2v8.5M4.8 7.5L8 10.7l3.2-3.2M2.5 11v2.5h11V11" />,
  upload: <path d="M8 11V2.5M4.8 5.7L8 2.5l3.2 3.2M2.5 10.5v3h11v-3" />,
  octagon: <><path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" /><path d="M8 4.2v5M8 11.4v.6" stroke="#fff" strokeWidth="1.8" /></>,
  triangle: <><path d="M8 1.8L15 14H1z" /><path d="M8 6.2v3.6M8 11.7v.4" /></>,
  'circle-check': <><circle cx="8" cy="8" r="6.5" /><path d="M5 8.2l2.1 2.1L11 6.2" /></>,
  pause: <><circle cx="8" cy="8" r="6.5" /><path d="M6.3 5.6v4.8M9.7 5.6v4.8" /></>,
  check: <path d="M2.5 8.5l3.5 3.5 7.5-8" />,
  lines: <path d="M2 5h12M2 8h12M2 11h12" />,
  clock: <><circle cx="8" cy="8" r="6.5" /><path d="M8 4.2V8l2.6 1.6" /></>,
  info: <><circle cx="8" cy="8" r="6.5" /><path d="M8 7.2v4M8 4.7v.4" /></>,
  'turn-ours': <><circle cx="8" cy="8" r="6.8" fill="currentColor" stroke="none" /><path d="M4.6 8h6M8 5.2L10.8 8 8 10.8" stroke="#fff" /></>,
  'turn-theirs': <><circle cx="8" cy="8" r="6.3" /><path d="M11.2 8H5.4M8 5.2L5.2 8 8 10.8" /></>,
  search: <><circle cx="7" cy="7" r="4.7" /><path d="M10.5 10.5L14 14" /></>,
  'chevron-right': <path d="M6 3.5L10.5 8 6 12.5" />,
  'chevron-left': <path d="M10 3.5L5.5 8l4.5 4.5" />,
  'chevron-down': <path d="M3.5 6l4.5 4.5L12.5 6" />,
  print: <path d="M4 6V2h8v4M4 11.5H2V6.2h12v5.3h-2M4 9.5h8V14H4z" />,
  eye: <><path d="M1 8s2.6-4.5 7-4.5S15 8 15 8s-2.6 4.5-7 4.5S1 8 1 8z" /><circle cx="8" cy="8" r="2" /></>,
  document: <><path d="M3.5 1.5h6l3 3v10h-9z" /><path d="M9.5 1.5v3h3M5.6 8h5M5.6 10.8h5" /></>,
  shield: <><path d="M8 1.4l5.5 2v4c0 3.6-2.3 6-5.5 7.2C4.8 13.4 2.5 11 2.5 7.4v-4z" /><path d="M5.5 8l1.9 1.9L10.7 6.2" /></>,
  lock: <><rect x="3" y="7" width="10" height="7" rx="1" /><path d="M5.2 7V5a2.8 2.8 0 015.6 0v2" /></>,
  cross: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />,
  plus: <path d="M8 2.5v11M2.5 8h11" />,
  minus: <><circle cx="8" cy="8" r="6.5" /><path d="M5 8h6" /></>,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export function Icon({ name, small = false, className = '' }: { name: IconName; small?: boolean; className?: string }) {
  return (
    <svg className={`icon${small ? ' small' : ''} ${className}`} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
