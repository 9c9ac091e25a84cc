import { asyncapi, catalogue as ours, catalogueTable, coordinatorOpenapi, deskOpenapi, operatorsOf, topologyOf, type Catalogue } from '@lianzhi/contracts';

/** Path inside deploy/generated → content. The same catalogue gives the same bytes, so that CI can compare. */
export function generatedFiles(catalogue: Catalogue = ours): Map<string, string> {
  const operators = operatorsOf(catalogue.agencies);
  const documents: [string, object][] = [
    ['topology.json', topologyOf(catalogue, operators)],
    ['asyncapi.json', asyncapi(catalogue, operators)],
    ...operators.map(({ code, agency }): [string, object] => [`openapi/${code}.json`, deskOpenapi(catalogue, agency)]),
    ['openapi/coordinator.json', coordinatorOpenapi(catalogue)],
  ];
  return new Map(documents.map(([path, document]) => [path, `${JSON.stringify(document, null, 1)}\n`]));
}

/** Path inside docs → content: the catalogue for readers, in both languages. */
export function generatedDocs(catalogue: Catalogue = ours): Map<string, string> {
  return new Map([['catalogue.md', catalogueTable(catalogue, 'zh')], ['catalogue.en.md', catalogueTable(catalogue, 'en')]]);
}
