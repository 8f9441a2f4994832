/** Names under which main and the preload speak. Only the preload knows `ipcRenderer`; the page does not. */
export const WANT_PORT_CHANNEL = 'adiuva:want-port';
export const PORT_CHANNEL = 'adiuva:port';
export const COMMAND_CHANNEL = 'adiuva:command';
