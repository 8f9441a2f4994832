// Runs in the page before the preload, in both worlds: what Electron's own code does there. `stand-in` events carry what
// crosses between the two worlds; `standInToMain` is the way to the main process.
/* global standInToMain */
/* oxlint-disable no-unused-vars -- the stand-in puts a call behind this text */

/**
 * In the page's own world: builds what the preload exposes, and tells ports that their other end is gone: that event is
 * Electron's own, Chromium has none.
 */
function exposeInPage() {
  const ports = [];
  window.addEventListener('message', (event) => ports.push(...event.ports));
  document.addEventListener('stand-in:close', ({ detail }) => ports[Number(detail)]?.dispatchEvent(new Event('close')));
  document.addEventListener('stand-in:expose', ({ detail }) => {
    const { name, functions } = JSON.parse(detail);
    const call = (key) => () => {
      document.dispatchEvent(new CustomEvent('stand-in:call', { detail: JSON.stringify({ name, key }) }));
    };
    const api = Object.freeze(Object.fromEntries(functions.map((key) => [key, call(key)])));
    Object.defineProperty(window, name, { value: api, enumerable: true });
  });
}

/** In the preload's world: its `electron`, and its end of every port. */
function runPreload(preload) {
  const exposed = new Map();
  const listeners = new Map();
  const ports = new Map();
  const order = [];
  const tell = (message) => standInToMain(JSON.stringify(message));
  document.addEventListener('stand-in:call', ({ detail }) => {
    const { name, key } = JSON.parse(detail);
    exposed.get(name)[key]();
  });
  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        exposed.set(name, api);
        const functions = Object.keys(api);
        if (functions.some((key) => typeof api[key] !== 'function')) throw new Error('the stand-in exposes functions only');
        document.dispatchEvent(new CustomEvent('stand-in:expose', { detail: JSON.stringify({ name, functions }) }));
      },
    },
    ipcRenderer: {
      send: (channel, ...args) => tell({ kind: 'send', channel, args }),
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
  };
  function open(id) {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    order.push(id);
    port1.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string') throw new Error('the stand-in carries text only');
      tell({ kind: 'port-data', id, data });
    });
    port1.start();
    return port2;
  }
  globalThis.standInFromMain = (message) => {
    switch (message.kind) {
      case 'message': {
        const event = { ports: message.ports.map(open) };
        for (const listener of listeners.get(message.channel) ?? []) listener(event, message.data);
        return;
      }
      case 'port-data':
        ports.get(message.id)?.postMessage(message.data);
        return;
      case 'port-close': {
        ports.get(message.id)?.close();
        ports.delete(message.id);
        document.dispatchEvent(new CustomEvent('stand-in:close', { detail: String(order.indexOf(message.id)) }));
      }
    }
  };
  preload((name) => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
    return electron;
  });
}
