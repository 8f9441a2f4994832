import type { Backup } from '#rpc/backups.ts';

export type SnapshotKind = Backup['kind'];

/** One snapshot, as its file's name tells of it. `order` grows by one with each, whatever the clock does. */
export interface SnapshotName {
  order: number;
  /** Wall clock when it was made, in milliseconds, whole seconds. */
  at: number;
  kind: SnapshotKind;
}

const NAME = /^(\d{6})\.(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.(daily|weekly|migration|restore|manual)\.sqlite$/u;

/** An instant as file names have it, in UTC: `2026-11-21T04-33-00`. */
export function fileStamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
}

/** `000042.2026-11-21T04-33-00.daily.sqlite` */
export function fileName({ order, at, kind }: SnapshotName): string {
  return `${String(order).padStart(6, '0')}.${fileStamp(at)}.${kind}.sqlite`;
}

export function readFileName(name: string): SnapshotName | undefined {
  const [, order, day, hours, minutes, seconds, kind] = NAME.exec(name) ?? [];
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(at)) return undefined;
  return { order: Number(order), at, kind: kind as SnapshotKind };
}
