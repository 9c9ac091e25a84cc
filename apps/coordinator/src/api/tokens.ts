/** Injection token of the {@link Coordinator}. */
export const COORDINATOR = Symbol('coordinator');
