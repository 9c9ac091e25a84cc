export * from './evidence-manifest';
export * from './evidence-pack';
export * from './evidence-parts';
export * from './evidence-report';
export * from './timeline-pdf';
export * from './verify-evidence';
export * from './zip-evidence';
