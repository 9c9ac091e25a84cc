import { StartupError } from './startup-error';

/**
 * Runs the entry point of a process. A {@link StartupError} is told in one sentence per language on stderr; anything else with its stack.
 * Either way the process ends with code 1.
 */
export function runMain(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${startupMessage(error)}\n`);
    process.exit(1);
  });
}

/** The sentence for a person at the terminal. */
export function startupMessage(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  const known = error instanceof Error ? portTaken(error) : undefined;
  if (known !== undefined) return known.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function portTaken(error: Error & { code?: string; port?: number }): StartupError | undefined {
  if (error.code !== 'EADDRINUSE') return undefined;
  return new StartupError(`端口 ${error.port} 已被占用，请停止占用它的程序或用 PORT 另设端口。`, `Port ${error.port} is taken: stop the program that uses it or set PORT to another.`);
}
