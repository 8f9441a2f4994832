import { EventEmitter } from 'node:events';

/** What tests read of the program: everything that it asked of the system. */
export const seen = {
  opened: [] as string[],
  errors: [] as string[],
  notifications: [] as { title: string; body: string; click: () => void }[],
  trays: [] as { image: string; menu: MenuTemplate }[],
  menu: [] as MenuTemplate,
  sandboxed: false,
  schemes: [] as object[],
  pickedTitles: [] as string[],
};

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface MenuEntry {
  label?: string;
  role?: string;
  accelerator?: string;
  click?: () => void;
  submenu?: MenuTemplate;
}
export type MenuTemplate = MenuEntry[];

export const protocolHandlers = new Map<string, (request: Request) => Promise<Response>>();
export const ipcMain = new EventEmitter();

/** Emits an event whose default can be prevented; answers whether it was. */
export function emitWithDefault(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let prevented = false;
  emitter.emit(name, { ...details, preventDefault: () => (prevented = true) });
  return prevented;
}
