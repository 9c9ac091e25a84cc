export * from './audit-journal';
export * from './journal-source';
