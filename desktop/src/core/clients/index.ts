export { createClients, type Clients } from './clients.ts';
