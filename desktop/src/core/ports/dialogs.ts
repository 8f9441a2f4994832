/** The system's own dialogs. */
export interface Dialogs {
  /** A folder of the user's choice, as an absolute path; undefined: they chose none. */
  pickFolder(options: { title: string }): Promise<string | undefined>;
}

/** The in-memory twin: answers what it was made with, and keeps what was asked. */
export function createMemoryDialogs(folder: string | undefined): Dialogs & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async pickFolder({ title }) {
      asked.push(title);
      return folder;
    },
  };
}
