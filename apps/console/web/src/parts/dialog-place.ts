/**
 * Where dialogs stand. On `body` antd would lock scrolling with a style of its own that carries no nonce, which the page policy refuses; the page
 * itself does not scroll, only its `main`.
 */
export const dialogPlace = (): HTMLElement => document.getElementById('root')!;
