import type { OrganisationRecord } from './directory-record';

/** Why an organisation cannot be closed so. Both sentences name the organisations. */
export class BadSuccession extends Error {
  constructor(readonly zh: string, readonly en: string) { super(en); }
}

/**
 * The record of an organisation that is closed 撤销, whose open requests go to its successor with their clocks. The successor is of the same
 * agency and operator: its desk holds them already. To another operator they cannot go: its database does not have them, and its keys
 * cannot sign for them; they are ended first. Pure.
 * @throws BadSuccession
 */
export function closeOrganisation(organisations: readonly OrganisationRecord[], { code, successor }: { code: string; successor?: string }): OrganisationRecord {
  const find = (wanted: string): OrganisationRecord => {
    const found = organisations.find((organisation) => organisation.code === wanted);
    if (!found) throw new BadSuccession(`通讯录中没有单位 ${wanted}`, `the directory has no organisation ${wanted}`);
    return found;
  };
  const closing = find(code);
  if (closing.status === 'closed') throw new BadSuccession(`${code} 已经撤销`, `${code} is closed already`);
  if (successor === undefined) return { ...closing, status: 'closed', successor: undefined };
  const next = find(successor);
  if (next.code === code || next.status !== 'active') throw new BadSuccession(`${successor} 未在运行，不能承继 ${code}`, `${successor} does not take part and cannot succeed ${code}`);
  if (next.agency !== closing.agency) throw new BadSuccession(`${successor} 与 ${code} 不属同一类机关`, `${successor} is of another agency than ${code}`);
  if (next.operator !== closing.operator) {
    throw new BadSuccession(
      `${successor} 由另一运行方（${next.operator ?? '无'}）承办，${code} 的未结事项在运行方 ${closing.operator ?? '无'} 处，不能随之移交：请先办结或退回，再不写承继单位撤销`,
      `${successor} is run by another operator (${next.operator ?? 'none'}); the open requests of ${code} are at operator ${closing.operator ?? 'none'} and cannot move there: answer or return them first, then close ${code} without a successor`);
  }
  return { ...closing, status: 'closed', successor };
}
