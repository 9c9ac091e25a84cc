const STYLE = `body{font:16px/1.6 -apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;background:#f3f5f8;color:#1b2733;margin:0}
main{max-width:22rem;margin:12vh auto;background:#fff;padding:2rem;border:1px solid #d5dce4;border-radius:8px}h1{font-size:1.25rem;margin:0 0 1rem}
label{display:block;margin:.75rem 0 .25rem}input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #7b8794;border-radius:4px}
button{margin-top:1.25rem;width:100%;font:inherit;padding:.6rem;border:0;border-radius:4px;background:#12467f;color:#fff}.fault{color:#a61b1b}small{color:#52606d}
:focus-visible{outline:3px solid #f0a500;outline-offset:1px}`;

/** The page that asks for user name and password. */
export function loginPage(action: string, fault?: { username: string }): string {
  return page('登录 Sign in', `${fault ? '<p class="fault" role="alert">用户名或密码不正确。Wrong user name or password.</p>' : ''}
<form method="post" action="${escapeHtml(action)}">
<label for="username">用户名 User name</label><input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus value="${escapeHtml(fault?.username ?? '')}">
<label for="password">密码 Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">登录 Sign in</button></form><p><small>本地演示身份服务 Local identity provider, for one machine only</small></p>`);
}

export function faultPage(code: string, description: string): string {
  return page('无法登录 Cannot sign in', `<p class="fault" role="alert">请回到应用重新登录。Go back to the application and sign in again.</p><p><small>${escapeHtml(code)} ${escapeHtml(description)}</small></p>`);
}

/** @param form the provider's own form, to be sent by the button */
export function logoutPage(form: string): string {
  return page('退出登录 Sign out', `${form}<button autofocus type="submit" form="op.logoutForm" value="yes" name="logout">退出 Sign out</button>`);
}

export function loggedOutPage(): string {
  return page('已退出 Signed out', '<p>可以关闭此页。You may close this page.</p>');
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 联执 Lianzhi</title><style>${STYLE}</style></head>
<body><main><h1>联执 Lianzhi · ${title}</h1>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
