/** Where a provider's models are asked, and with which key. */
export interface ModelServer {
  /** Undefined: no key is sent. */
  apiKey: string | undefined;
  /** Without a slash at its end. */
  baseUrl: string;
}

/** Where the providers that have an address of their own are asked when nobody says otherwise, as their own clients have it. */
export const OWN_ADDRESS = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  deepseek: 'https://api.deepseek.com',
} as const;

/** An address as a path can be put behind it. */
export function trimAddress(url: string): string {
  return url.replace(/\/+$/, '');
}

/** Whether what is sent to the server stays on this machine, as far as its address tells. */
export function isOnThisMachine({ baseUrl }: Pick<ModelServer, 'baseUrl'>): boolean {
  const host = URL.parse(baseUrl)?.hostname ?? '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
