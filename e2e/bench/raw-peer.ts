/**
 * What the device is measured against: a bare WebSocket client that runs one prepared statement a message, on the same
 * table with the same indexes and pragmas. `node raw-peer.ts URL DATABASE`.
 */
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

const [url = '', file = ''] = process.argv.slice(2);
const sqlite = new Database(file);
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
sqlite.pragma('foreign_keys = ON');
const select = sqlite.prepare('select * from tasks where status = +? order by position, row_key limit 100');
const insert = sqlite.prepare(
  "insert into tasks (id, title, description, created_at, updated_at, origin) values (?, ?, ?, ?, ?, 'run') returning *",
);

const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
socket.on('message', (data: Buffer) => {
  const { id, kind, title } = JSON.parse(data.toString('utf8')) as { id: string; kind: 'select' | 'insert'; title?: string };
  const at = Date.now();
  const answer =
    kind === 'select' ? { id, rows: select.all('todo') } : { id, row: insert.get(randomUUID(), title, null, at, at) };
  socket.send(JSON.stringify(answer));
});
socket.on('close', () => {
  sqlite.close();
});
