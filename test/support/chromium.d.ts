/** Where Chromium is installed: what CHROMIUM says, or a usual place; undefined where it is not. */
export declare function chromiumPath(): string | undefined;
/** With which it runs alike everywhere, and cheaply. */
export declare const chromiumArguments: string[];
