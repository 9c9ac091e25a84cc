export { asyncapi } from './asyncapi';
export { type CatalogueEntry, catalogueEntry, catalogueSummary } from './catalogue-entry';
export { catalogueTable, type Language } from './catalogue-table';
export { type Form, moveForms, replyForm, requestForm } from './form';
export { moveSchema, openSchema, replySchema, submissionSchema } from './json-schema';
export { messageData } from './message-data';
export { coordinatorOpenapi } from './openapi/coordinator-openapi';
export { deskOpenapi } from './openapi/desk-openapi';
export { lanesOf, operatorsOf, type Topology, topologyOf } from './topology';
