/** Magic bytes that the library of signatures does not know, or names by an older type. Offsets in bytes, text as latin1. */
const signatures: { at: number; magic: string; mime: string }[] = [
  { at: 0, magic: 'Standard Jet DB', mime: 'application/x-msaccess' },
  { at: 4, magic: 'Standard Jet DB', mime: 'application/x-msaccess' },
  { at: 4, magic: 'Standard ACE DB', mime: 'application/x-msaccess' },
  { at: 0x8001, magic: 'CD001', mime: 'application/x-iso9660-image' },
  { at: 0x8801, magic: 'CD001', mime: 'application/x-iso9660-image' },
  { at: 60, magic: 'BOOKMOBI', mime: 'application/x-mobipocket-ebook' },
  { at: 0, magic: '\xffWPC', mime: 'application/vnd.wordperfect' },
  { at: 0, magic: '\x78\x9f\x3e\x22', mime: 'application/vnd.ms-tnef' },
  { at: 0, magic: '!BDN', mime: 'application/vnd.ms-outlook-pst' },
  { at: 0, magic: '\xd7\xcd\xc6\x9a', mime: 'image/wmf' },
  { at: 40, magic: ' EMF', mime: 'image/emf' },
  { at: 0, magic: 'AT&TFORM', mime: 'image/vnd.djvu' },
  { at: 0, magic: '.snd', mime: 'audio/basic' },
  { at: 0, magic: '\x2eRMF', mime: 'application/vnd.rn-realmedia' },
  { at: 0, magic: '\x2era\xfd', mime: 'audio/vnd.rn-realaudio' },
  { at: 0, magic: 'ITSF', mime: 'application/vnd.ms-htmlhelp' },
  { at: 0, magic: 'SIMPLE  =', mime: 'image/fits' },
  { at: 0, magic: '/* XPM */', mime: 'image/x-xpixmap' },
  { at: 0, magic: 'gimp xcf', mime: 'image/x-xcf' },
  { at: 0, magic: 'P4\n', mime: 'image/x-portable-bitmap' },
  { at: 0, magic: 'P1\n', mime: 'image/x-portable-bitmap' },
  { at: 0, magic: 'P5\n', mime: 'image/x-portable-graymap' },
  { at: 0, magic: 'P2\n', mime: 'image/x-portable-graymap' },
  { at: 0, magic: 'P6\n', mime: 'image/x-portable-pixmap' },
  { at: 0, magic: 'P3\n', mime: 'image/x-portable-pixmap' },
  { at: 0, magic: '\x0a\x05\x01', mime: 'image/vnd.zbrush.pcx' },
  { at: 0, magic: '\x0a\x03\x01', mime: 'image/vnd.zbrush.pcx' },
  { at: 0, magic: 'Joy!peff', mime: 'application/octet-stream' },
  { at: 2, magic: '-lh5-', mime: 'application/x-lzh-compressed' },
  { at: 2, magic: '-lh0-', mime: 'application/x-lzh-compressed' },
  { at: 2, magic: '-lh7-', mime: 'application/x-lzh-compressed' },
  { at: 0, magic: '\x60\xea', mime: 'application/x-arj' },
  { at: 0, magic: '\x1f\x9d', mime: 'application/x-compress' },
  { at: 0, magic: '0707', mime: 'application/x-cpio' },
  { at: 0, magic: '\xc7\x71', mime: 'application/x-cpio' },
  { at: 0, magic: '\x89HDF\r\n\x1a\n', mime: 'application/x-hdf5' },
  { at: 0, magic: '\x04\x22\x4d\x18', mime: 'application/x-lz4' },
  { at: 0, magic: '\xde\x12\x04\x95', mime: 'application/x-gettext-translation' },
  { at: 0, magic: '\x95\x04\x12\xde', mime: 'application/x-gettext-translation' },
  { at: 0, magic: '\xca\xfe\xba\xbe\x00\x00\x00', mime: 'application/java-vm' },
  { at: 0, magic: 'd8:announce', mime: 'application/x-bittorrent' },
  { at: 0, magic: '-----BEGIN PGP MESSAGE', mime: 'application/pgp-encrypted' },
  { at: 0, magic: '-----BEGIN PGP SIGNATURE', mime: 'application/pgp-signature' },
  { at: 0, magic: '-----BEGIN PGP PUBLIC KEY', mime: 'application/pgp-keys' },
  { at: 0, magic: '-----BEGIN CERTIFICATE-----', mime: 'application/x-x509-ca-cert' },
  { at: 0, magic: 'WEBVTT', mime: 'text/vtt' },
  { at: 0, magic: '#EXTM3U', mime: 'audio/x-mpegurl' },
  { at: 0, magic: '%!PS', mime: 'application/postscript' },
  { at: 0, magic: 'Rar!\x1a\x07', mime: 'application/vnd.rar' },
];

/** Names of the library that the registry of media types spells otherwise. */
const renamed: Record<string, string> = {
  'application/x-rar-compressed': 'application/vnd.rar',
  'image/x-icon': 'image/vnd.microsoft.icon',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/x-m4a': 'audio/mp4',
  'video/vnd.avi': 'video/x-msvideo',
  'video/matroska': 'video/x-matroska',
  'audio/matroska': 'audio/x-matroska',
  'application/x-apache-arrow': 'application/vnd.apache.arrow.file',
  'application/x-mie': 'application/octet-stream',
  'application/x-java-class': 'application/java-vm',
};

export function moreSignature(head: string): string | null {
  for (const { at: offset, magic, mime } of signatures) if (head.startsWith(magic, offset)) return mime;
  return null;
}

export function registeredName(mime: string): string {
  return renamed[mime] ?? mime;
}
