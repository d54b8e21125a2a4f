// The one page of the demo's sign-in: number and PIN, and beneath them who can be tried. Plain HTML without scripts or
// anything from elsewhere; it looks like the company's and not like Waypost, because that is whose it is.

/** Somebody who can sign in. `hint` says what there is to see as this person. */
export type DemoAccount = {
  readonly account: string;
  readonly displayName: string;
  readonly identifier: string;
  readonly pin: string;
  readonly hint?: string;
};

type LoginPage = {
  readonly people: readonly DemoAccount[];
  /** What was typed and did not fit. */
  readonly wrong?: string;
};

/** How many people stand there openly; the others are folded away. */
const openly = 3;

export function loginPage({ people, wrong }: LoginPage): string {
  const message =
    wrong === undefined ? '' : '<p class="wrong" role="alert">That number and PIN don’t fit together. Try again.</p>';
  const others = people.slice(openly);
  return page(`<form method="post">
${message}
<label for="number">Number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="username" maxlength="10" required${focus(wrong === undefined)} value="${safe(wrong ?? '')}">
<label for="pin">PIN</label>
<input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="current-password" maxlength="12" required${focus(wrong !== undefined)}>
<button class="main">Sign in</button>
</form>
<form method="post"><button name="cancel" value="yes" class="quiet">Cancel</button></form>
<h2>People to try</h2>
<p class="note">This is a demo: everybody is invented, and a tap signs you in.</p>
${list(people.slice(0, openly))}
${others.length === 0 ? '' : `<details><summary>${others.length} more</summary>${list(others)}</details>`}`);
}

/** The PIN is what was most likely wrong. */
function focus(here: boolean): string {
  return here ? ' autofocus' : '';
}

/** For a browser that is not signing in: it came too late, or by a link somebody else had. */
export function overPage(): string {
  return page('<p role="alert">This sign-in is over. Go back to Waypost and begin again.</p>');
}

function list(people: readonly DemoAccount[]): string {
  const rows = people.map(({ displayName, identifier, pin, hint }) => {
    const kept = `<input type="hidden" name="number" value="${safe(identifier)}"><input type="hidden" name="pin" value="${safe(pin)}">`;
    const more = `number ${safe(identifier)}, PIN ${safe(pin)}${hint === undefined ? '' : `<br>${safe(hint)}`}`;
    return `<li><form method="post">${kept}<button class="person"><b>${safe(displayName)}</b><span>${more}</span></button></form></li>`;
  });
  return `<ul>${rows.join('\n')}</ul>`;
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to Waypost</title><style>${style}</style></head>
<body><main><p class="company">Harbour Works</p><h1>Sign in to Waypost</h1>
${body}</main></body></html>
`;
}

const style = `:root{color-scheme:light dark;--ground:#eef1f4;--card:#fff;--ink:#1a2733;--muted:#44525e;--line:#8693a0;--main:#1c4f82;--on:#fff;--bad:#8f1d1d}
@media (prefers-color-scheme:dark){:root{--ground:#10171d;--card:#1a242c;--ink:#f1f4f6;--muted:#bcc7d0;--line:#71808d;--main:#9cc7f2;--on:#0d1a26;--bad:#ffb3ad}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.4 system-ui,sans-serif}
main{max-width:26rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}.company{margin:0;color:var(--muted);font-weight:600}
h1{margin:.25rem 0 1.25rem;font-size:1.6rem}h2{margin:2rem 0 .25rem;font-size:1.1rem}.note{margin:0 0 .75rem;color:var(--muted)}
label{display:block;margin:.75rem 0 .25rem;font-weight:600}form{margin:0}button,input{font:inherit;color:inherit}
input{width:100%;min-height:56px;padding:0 .9rem;border:1px solid var(--line);border-radius:.6rem;background:var(--card);font-size:1.15rem}
button{width:100%;min-height:56px;border:0;border-radius:.6rem;background:none;cursor:pointer}
.main{margin-top:1.25rem;background:var(--main);color:var(--on);font-weight:600}.quiet{margin-top:.5rem;text-decoration:underline}
.wrong{margin:0;color:var(--bad);font-weight:600}ul{margin:0;padding:0;list-style:none}li{margin:0 0 .5rem}
.person{display:block;padding:.6rem .9rem;border:1px solid var(--line);background:var(--card);text-align:left}
.person span{display:block;color:var(--muted);font-size:.9rem}summary{min-height:56px;padding:1rem 0;cursor:pointer;font-weight:600}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}`;

/** A name may hold anything. */
function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
