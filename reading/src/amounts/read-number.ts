/**
 * A written number to its value: thousands and decimals in the ways of all the languages. A single separator before three
 * figures divides thousands; anything else after the last separator is a fraction.
 */
export function readWrittenNumber(written: string): number | null {
  const compact = written.replace(/[\s\u00A0\u202F'’_]/g, '').replace(/[.,]$|[.,]?[-–]{1,2}$/, '');
  if (!/^\d[\d.,]*$/.test(compact)) return null;
  const lastDot = compact.lastIndexOf('.');
  const lastComma = compact.lastIndexOf(',');
  const last = Math.max(lastDot, lastComma);
  if (last < 0) return Number(compact);
  const separator = compact[last] as string;
  const other = separator === '.' ? ',' : '.';
  const fraction = compact.slice(last + 1);
  const repeated = compact.split(separator).length > 2;
  const mixed = compact.includes(other);
  const isThousands =
    (repeated && !mixed) || (!mixed && fraction.length === 3 && !compact.startsWith('0')) || (mixed && repeated);
  if (isThousands) return Number(compact.replace(/[.,]/g, ''));
  return Number(`${compact.slice(0, last).replace(/[.,]/g, '')}.${fraction}`);
}
