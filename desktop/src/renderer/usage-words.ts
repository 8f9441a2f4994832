import type { Usage } from '@adiuva/shared-protocol';
import { countInWords } from './amounts.ts';

/** Money as a person reads it: `$1.50`, `$0.012`, `less than $0.001`. */
export function costInWords(dollars: number): string {
  if (dollars === 0) return '$0';
  return dollars < 0.0005 ? 'less than $0.001' : `$${dollars.toFixed(dollars < 0.1 ? 3 : 2)}`;
}

/** Tokens, and what they cost where they cost anything: `1,204 tokens · $0.012`. */
export function usageWords(usage: Usage | undefined): string | undefined {
  if (!usage) return undefined;
  const tokens = usage.input_tokens + usage.output_tokens;
  if (tokens === 0 && usage.cost_usd === 0) return undefined;
  const words = countInWords({ count: tokens, one: 'token' });
  return usage.cost_usd >= 0.0005 ? `${words} · ${costInWords(usage.cost_usd)}` : words;
}
