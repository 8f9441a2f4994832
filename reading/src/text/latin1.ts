/** Bytes as a string of one-byte characters, so that bytes can be searched with string functions. */
export function latin1FromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The bytes behind a string of one-byte characters. */
export function bytesFromLatin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
