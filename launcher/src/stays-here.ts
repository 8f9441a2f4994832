/** Whether a model server's address is on this machine; none at all asks nobody. What cannot be read does not count as here. */
export function staysHere(address: string | undefined): boolean {
  if (address === undefined || address === '') return true;
  const host = URL.parse(address)?.hostname ?? '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
