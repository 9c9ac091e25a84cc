/** A request type or an agency that contradicts itself; raised when the program is loaded, never later. */
export class BadDeclaration extends Error {
  constructor(readonly subject: string, readonly faults: readonly string[]) {
    super(`${subject}: ${faults.join('; ')}`);
    this.name = 'BadDeclaration';
  }
}
