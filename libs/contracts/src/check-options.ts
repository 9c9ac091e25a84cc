/** How a body is checked: on which business date (YYYY-MM-DD), and whether unknown properties are refused (HTTP) or ignored (the wire). */
export interface CheckOptions { businessDate: string; strict?: boolean }
