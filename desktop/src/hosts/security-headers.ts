/**
 * What the page may do: run its own scripts, show its own images, and speak to its own origin. Both hosts send exactly
 * this. Inline styles are needed by the parts that place menus and long lists.
 * @param sockets the addresses of the page's own WebSocket, where its host has one
 */
export function securityHeaders({ sockets }: { sockets: readonly string[] }): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    ["connect-src 'self'", ...sockets].join(' '),
    // Images that the user attached are read from the core, and shown from this window's own memory.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
}
