/** Where the page lies inside the program: a scheme of its own, so that it is an origin, and none that the web can reach. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://adiuva`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** Whether an address is the program's own page. */
export function isPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${PAGE_SCHEME}:` && parsed.host === 'adiuva';
}
