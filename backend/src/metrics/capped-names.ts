/** Stands for every name that came after there were enough. */
export const OTHER = 'other';

/** Names as labels: those that come from outside are without end, and each would be a series for good. */
export function cappedNames({ most }: { most: number }): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return name;
    if (known.size >= most) return OTHER;
    known.add(name);
    return name;
  };
}
