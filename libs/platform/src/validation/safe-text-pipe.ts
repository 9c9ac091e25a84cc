import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { ProblemField } from '../errors/problem';
import { invalid } from '../errors/refusals';
import { unsafeText } from './unsafe-text';

/** Global pipe: refuses unsafe text (422) in bodies, paths and query strings, after the caller's permission was checked and before any handler sees it. */
@Injectable()
export class SafeTextPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom') return value;
    const faults = unsafeText(value);
    if (faults.length > 0) throw invalid(metadata.type === 'body' ? withPrefix(faults, metadata.data) : asParameters(faults, metadata.data));
    return value;
  }
}

// @Body('details') hands over one member only.
function withPrefix(faults: readonly ProblemField[], member: string | undefined): ProblemField[] {
  return faults.map((fault) => ({ ...fault, pointer: `${member === undefined ? '' : `/${member}`}${fault.pointer}` }));
}

function asParameters(faults: readonly ProblemField[], name: string | undefined): ProblemField[] {
  return faults.map(({ pointer, ...fault }) => ({ ...fault, parameter: name ?? pointer?.slice(1) }));
}
