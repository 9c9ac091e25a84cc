import type { FieldSet, FormField } from '../fields';
import type { RequestContract } from '../request-contract';
import { moveFields, movePaths, type MovePath } from '../validate-move';
import { replyFields } from '../validate-reply';
import { submissionFields } from '../validate-submission';

/** A form as data: its fields in order, each with the pointer of its value in the body. */
export interface Form { fields: (FormField & { pointer: string })[] }

/** Filled in by the desk or shown elsewhere, so no field of the form. */
const notAsked = new Set(['type', 'details', 'documents', 'follows']);

const at = (base: string, fields: FormField[]) => fields.map((field) => ({ ...field, pointer: `${base}/${field.name}` }));
const formOf = (body: FieldSet, details: FieldSet): Form =>
  ({ fields: [...at('', body.form().filter(({ name }) => !notAsked.has(name))), ...at('/details', details.form())] });

export const requestForm = (contract: RequestContract): Form => formOf(submissionFields(contract), contract.request);

/** Required by some outcomes only: `replyRequires` of the contract says by which. */
export const replyForm = (contract: RequestContract): Form => {
  const form = formOf(replyFields(contract), contract.reply);
  return {
    fields: form.fields.map((field) => {
      const requiredBy = field.pointer.startsWith('/details/') ? Object.keys(contract.replyRequires).filter((outcome) => contract.replyRequires[outcome]!.includes(field.name)) : [];
      return requiredBy.length > 0 ? { ...field, requiredBy } : field;
    }),
  };
};

/** The forms of the other moves, by path. */
export const moveForms = (contract: RequestContract): Record<MovePath, Form> =>
  Object.fromEntries(movePaths.map((path) => [path, { fields: at('', moveFields(contract, path).form().filter(({ name }) => !notAsked.has(name))) }])) as Record<MovePath, Form>;
