export { createConnections, type Connections } from './connections.ts';
export { attendDevice, type SocketPowers } from './device-socket.ts';
