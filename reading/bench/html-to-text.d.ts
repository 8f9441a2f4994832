declare module 'html-to-text' {
  /** The only function of the library that is compared with. */
  export function compile(options: { wordwrap: false }): (html: string) => string;
}
