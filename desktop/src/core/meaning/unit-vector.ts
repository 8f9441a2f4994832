import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';

/** How long a vector may be for its direction to mean something; models give length one. */
const SHORTEST = 1e-3;
const LONGEST = 1e3;

/** The vector with length one; undefined when it has not the size of an embedding, or no sensible length. */
export function unitVector(numbers: readonly number[]): Float32Array | undefined {
  if (numbers.length !== EMBEDDING_SIZE) return undefined;
  let sum = 0;
  for (const number of numbers) sum += number * number;
  const length = Math.sqrt(sum);
  if (!(length >= SHORTEST && length <= LONGEST)) return undefined;
  return Float32Array.from(numbers, (number) => number / length);
}
