// As much of a browser as signing in takes: it keeps cookies per host name (ports share them, as they do in browsers),
// goes where it is sent, and posts forms. Scripts and pages it leaves to Playwright.

export type Visit = {
  readonly status: number;
  /** Where this answer came from; with what stands behind the # when a redirect added it. */
  readonly url: URL;
  /** Where it sends the browser; null when it is a page. */
  readonly to: URL | null;
  readonly text: string;
  readonly setCookies: readonly string[];
};

export type Browser = {
  /** One request, a POST with a `form`; redirects are not followed. */
  readonly ask: (url: string | URL, form?: Readonly<Record<string, string>>, headers?: Record<string, string>) => Promise<Visit>;
  /** Follows redirects to a page. */
  readonly go: (url: string | URL, form?: Readonly<Record<string, string>>) => Promise<Visit>;
  readonly cookie: (host: string, name: string) => string | undefined;
  readonly plant: (host: string, name: string, value: string) => void;
};

type Cookie = { readonly value: string; readonly path: string };

export function openBrowser(): Browser {
  const jar = new Map<string, Map<string, Cookie>>();
  const of = (host: string): Map<string, Cookie> => {
    const own = jar.get(host) ?? new Map<string, Cookie>();
    jar.set(host, own);
    return own;
  };
  const ask: Browser['ask'] = async (address, form, headers = {}) => {
    const url = new URL(address);
    const cookies = [...of(url.hostname)].filter(([, { path }]) => `${url.pathname}/`.startsWith(path.replace(/\/?$/, '/')));
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; '), ...headers },
      ...(form === undefined || Object.keys(form).length === 0 ? {} : { body: new URLSearchParams(form) }),
    });
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) keep(of(url.hostname), line);
    const location = response.headers.get('location');
    const to = location === null ? null : new URL(location, url);
    return { status: response.status, url, to, text: await response.text(), setCookies };
  };
  return {
    ask,
    go: async (address, form) => {
      let visit = await ask(address, form);
      for (let hops = 0; visit.to !== null; hops += 1) {
        if (hops > 10) throw new Error('sent around in circles');
        visit = { ...(await ask(visit.to)), url: visit.to };
      }
      return visit;
    },
    cookie: (host, name) => of(host).get(name)?.value,
    plant: (host, name, value) => void of(host).set(name, { value, path: '/' }),
  };
}

function keep(jar: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const name = pair.slice(0, pair.indexOf('='));
  const value = pair.slice(name.length + 1);
  const attribute = (wanted: string): string | undefined =>
    attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
  const gone = attribute('max-age') === '0' || (attribute('expires') ?? '').includes('1970');
  if (gone) jar.delete(name);
  else jar.set(name, { value, path: attribute('path') ?? '/' });
}
