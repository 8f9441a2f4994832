/** A table of words and phrases, written with bars between them. */
export function phrases(text: string): string[] {
  return text.trim().split(/\s*\|\s*/);
}
