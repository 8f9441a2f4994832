/** The `type` of a message that this window posted to itself, as the desktop program's preload does; any other has none. */
export function typeOfOwnMessage({ source, origin, data }: MessageEvent): string | undefined {
  if (source !== window || origin !== window.location.origin) return undefined;
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string' ? data.type : undefined;
}
