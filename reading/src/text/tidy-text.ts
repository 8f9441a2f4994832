/** What no reader sees or should obey: controls, overrides of writing direction, byte order marks. */
// oxlint-disable-next-line no-control-regex
const invisible = /[\u0000-\u0008\u000E-\u001F\u007F\u0080-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/;
// oxlint-disable-next-line no-control-regex
const invisibles = /[\u0000-\u0008\u000E-\u001F\u007F\u0080-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]+/g;

/** Text as every later step expects it: `\n` line ends, no controls, no lone surrogates. */
export function tidyText(text: string): string {
  let tidy = text;
  if (/[\r\v\f\u0085\u2028\u2029]/.test(tidy)) tidy = tidy.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  if (invisible.test(tidy)) tidy = tidy.replace(invisibles, '');
  return tidy.isWellFormed() ? tidy : tidy.toWellFormed();
}
