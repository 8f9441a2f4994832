/** UTF-7 (RFC 2152), which no platform decoder knows any more and old mail still uses. */
export function decodeUtf7(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return raw.replace(/\+([A-Za-z0-9/]*)-?/g, (whole, coded: string) => {
    if (coded === '') return whole === '+-' ? '+' : whole;
    const units = Buffer.from(coded, 'base64');
    let text = '';
    for (let at = 0; at + 1 < units.length; at += 2)
      text += String.fromCharCode(((units[at] as number) << 8) | (units[at + 1] as number));
    return text;
  });
}
