/** Runs before the page, in a world of its own, in a sandbox: hands the page a port to the core, and nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import { COMMAND_MESSAGE, CORE_PORT_MESSAGE, PROGRAM_NAME, type Program } from '#rpc/window-messages.ts';
import { COMMAND_CHANNEL, PORT_CHANNEL, WANT_PORT_CHANNEL } from '../channels.ts';

const program: Program = { askForPort: () => ipcRenderer.send(WANT_PORT_CHANNEL) };
contextBridge.exposeInMainWorld(PROGRAM_NAME, program);

// A port cannot cross the bridge between the two worlds; a message in the page's own window can carry it.
ipcRenderer.on(PORT_CHANNEL, (event) => {
  window.postMessage({ type: CORE_PORT_MESSAGE }, window.location.origin, event.ports);
});
ipcRenderer.on(COMMAND_CHANNEL, (_event, request: unknown) => {
  window.postMessage({ type: COMMAND_MESSAGE, request }, window.location.origin);
});
