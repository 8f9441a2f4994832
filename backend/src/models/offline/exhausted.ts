/** The end of an exhaustive switch: the compiler sees to it that no value gets here. */
export function exhausted(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}.`);
}
