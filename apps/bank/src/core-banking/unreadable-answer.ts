/** Core banking said something that cannot be understood. It is never taken for "nothing there". */
export class UnreadableAnswer extends Error {}
