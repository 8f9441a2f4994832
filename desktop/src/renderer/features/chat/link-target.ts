const SHOWN_AT_MOST = 60;

export interface LinkTarget {
  href: string;
  /** Host and path, short: what the user should know before opening it. */
  shown: string;
}

/** Where a link really goes; undefined for what the app does not open (anything but web and mail addresses). */
export function linkTarget(href: string | undefined): LinkTarget | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol === 'mailto:') return { href: url.href, shown: url.pathname };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const whole = `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
  return { href: url.href, shown: whole.length > SHOWN_AT_MOST ? `${whole.slice(0, SHOWN_AT_MOST - 1)}…` : whole };
}
