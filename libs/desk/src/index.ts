export * from './automation/request-handler';
export * from './desk-core';
export * from './moves/move-command';
export * from './moves/submission-check';
export * from './requests/desk-request';
export * from './run-desk';
