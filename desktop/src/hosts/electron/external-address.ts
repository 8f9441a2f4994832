/** Schemes that open in a program of the user's choice; anything else could start a program with what a text says. */
const SCHEMES = ['https:', 'http:', 'mailto:'];
const LONGEST = 2_048;

/** The address to hand to the system, or undefined for one that stays unopened. */
export function externalAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !SCHEMES.includes(parsed.protocol) || parsed.href.length > LONGEST) return undefined;
  // A name or a password in an address makes it look like another.
  return parsed.username + parsed.password === '' ? parsed.href : undefined;
}
