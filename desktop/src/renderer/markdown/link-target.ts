const SHOWN_AT_MOST = 60;

export interface LinkTarget {
  href: string;
  /** The machine's name alone, as the network spells it (`xn--` and all); of a mail address what stands after the @. */
  host: string;
  /** Host and path, short: what the user should know before opening it. The end of the host, which counts, is never cut. */
  shown: string;
}

/**
 * Where a link really goes; undefined for what the app does not open (anything but web and mail addresses). A name or
 * password before the host, which only misleads, is left out; so is all of a mail link but the address.
 */
export function linkTarget(href: string | undefined): LinkTarget | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol === 'mailto:') {
    const host = url.pathname.slice(url.pathname.lastIndexOf('@') + 1).toLowerCase();
    return { href: `mailto:${url.pathname}`, host, shown: short({ host: url.pathname, path: '' }) };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.username = '';
  url.password = '';
  return { href: url.href, host: url.host, shown: short({ host: url.host, path: url.pathname === '/' ? '' : url.pathname }) };
}

function short({ host, path }: { host: string; path: string }): string {
  if (host.length > SHOWN_AT_MOST) return `…${host.slice(1 - SHOWN_AT_MOST)}`;
  const whole = `${host}${path}`;
  return whole.length > SHOWN_AT_MOST ? `${whole.slice(0, Math.max(host.length, SHOWN_AT_MOST - 1))}…` : whole;
}

/** What is not seen, or turns the order of what is: it would hide in a name. */
const unseen = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const hostLike = /[\p{L}\p{N}_-]+(?:[.\u3002\uFF0E\uFF61][\p{L}\p{N}_-]+)+/gu;

/** The hosts that a text names, as the network spells them. */
function hostsNamed(text: string): string[] {
  return (text.replace(unseen, '').normalize('NFKC').match(hostLike) ?? []).flatMap((name) => {
    const address = `https://${name}`;
    return URL.canParse(address) ? [new URL(address).hostname] : [];
  });
}

/** Whether a target is the host that is named, or lies below it. */
function isOf({ host, named }: { host: string; named: string }): boolean {
  const target = host.replace(/:\d+$/, '').replace(/^www\./, '');
  const claim = named.replace(/^www\./, '');
  return target === claim || target.endsWith(`.${claim}`);
}

/**
 * How a link's words stand to its target. `same`: they are the target. `beside`: they name no host, so the target is to
 * stand beside them. `other`: they name another host than the one they lead to.
 */
export function linkWords({ says, target }: { says: string; target: LinkTarget }): 'same' | 'beside' | 'other' {
  const plain = says.trim();
  const { href, host, shown } = target;
  if ([href, href.replace(/\/$/, ''), shown, href.replace(/^mailto:/, '')].includes(plain)) return 'same';
  if (`http://${plain}` === href.replace(/\/$/, '') || `https://${plain}` === href.replace(/\/$/, '')) return 'same';
  // Of an address only what stands before its path names a host: a path may hold anything.
  const address = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(plain.replace(unseen, ''))?.[0];
  const named = hostsNamed(address ?? plain);
  return named.some((one) => !isOf({ host, named: one })) ? 'other' : 'beside';
}
