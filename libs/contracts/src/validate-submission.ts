import type { CheckOptions } from './check-options';
import { caseNumber, caseSubject, choice, defineField, fieldSet, group, listOf, listOfGroups, officer, optional, text, type FieldSet, type RequiredField } from './fields';
import type { Issue } from './issue';
import type { CheckedSubmission, RequestContract } from './request-contract';
import { urgencies } from './urgency';

const organisation = text({ zh: '组织代码', en: 'Organisation code', max: 100 });
const documentIds = optional(listOf({ zh: '文书', en: 'Documents', of: text({ zh: '文书编号', en: 'Document id', max: 100 }), max: 100 }));
const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
const uuid = new RegExp(uuidPattern, 'u');
const requestId = (title: { zh: string; en: string }): RequiredField<string> => defineField<string>({
  kind: 'request-id', title,
  rule: { code: 'uuid', zh: '须为事项编号（UUID）', en: 'must be a request id (UUID)', test: (value) => typeof value === 'string' && uuid.test(value) },
  schema: { type: 'string', pattern: uuidPattern }, widget: { name: 'request-id' },
});

const bodies = new WeakMap<RequestContract, { http: FieldSet; wire: FieldSet }>();

const bodiesOf = (contract: RequestContract) => {
  const content = {
    urgency: optional(choice({ zh: '紧急程度', en: 'Urgency', options: urgencies })),
    subject: caseSubject(contract.subjectKinds),
    details: group({ zh: '内容', en: 'Details', of: contract.request }),
    officers: ((officers) => contract.officers.min > 0 ? officers : optional(officers))(
      listOfGroups({ zh: '经办人员', en: 'Handling officers', of: officer, min: contract.officers.min, max: 20 })),
  };
  const http = fieldSet({
    type: choice({ zh: '事项类型', en: 'Request type', options: { [contract.type]: contract.title } }),
    to: organisation,
    caseNumber: caseNumber({ zh: '案号', en: 'Case number' }),
    ...content,
    documents: documentIds,
    follows: optional(requestId({ zh: '承接事项', en: 'Follows' })),
  }, 'Submission') as FieldSet;
  return { http, wire: fieldSet(content, 'SubmissionData') as FieldSet };
};

/** The fields of a submission: the whole body of `POST /v1/requests`, or only what its message carries (`wire`). */
export const submissionFields = (contract: RequestContract, where: 'http' | 'wire' = 'http'): FieldSet => {
  let made = bodies.get(contract);
  if (!made) bodies.set(contract, made = bodiesOf(contract));
  return made[where];
};

/**
 * Checks a request. `strict` (HTTP): `type`, `to`, `caseNumber`, `documents` and `follows` are checked too and unknown
 * properties refused; else only urgency, subject, details and officers. Documents are checked by `missingDocuments`.
 * Rules across fields run only when every field is right by itself.
 */
export const validateSubmission = (contract: RequestContract, body: unknown, { businessDate, strict = false }: CheckOptions): Issue[] => {
  const issues = submissionFields(contract, strict ? 'http' : 'wire').validate(body, { strict });
  if (issues.length > 0) return issues;
  const { urgency = 'ordinary', subject, details, follows } = body as CheckedSubmission;
  return contract.checkRequest({ urgency, subject, details, follows }, { businessDate });
};
