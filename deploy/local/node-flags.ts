/**
 * How Node runs a service, here and in the tests. Modest heaps: nine processes share one machine. The young generation is larger than Node's default,
 * and the old one may grow to three times what was alive before it is collected again: left to itself V8 marked it every 1.6 s under load, and
 * an exchange cost a seventh more CPU. Threads that collect in parallel only take the two cores from one another: another tenth.
 */
export const NODE_FLAGS: readonly string[] = ['--max-old-space-size=320', '--heap-growing-percent=200', '--max-semi-space-size=32', '--single-threaded-gc'];
