import type { z } from 'zod';

/** A schema's first complaint, in words that a model can act on. */
export function schemaFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'It cannot be read.';
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key.slice(0, 100)}"`).join(', ');
    return `${keys} cannot be set${where ? ` in ${where}` : ''}.`;
  }
  return where ? `${where}: ${issue.message}.` : `${issue.message}.`;
}

/** An own `__proto__`, which schemas would pass over in silence. */
export function hasOwnProto(value: object): boolean {
  return Object.hasOwn(value, '__proto__');
}
