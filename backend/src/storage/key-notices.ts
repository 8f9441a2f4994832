/**
 * What a rotation and the backends say to each other, in the database itself. A rotation notifies on the channel; a
 * backend answers by a shared advisory lock (`barrier`, its number) on the connection that heard it, so that the answer
 * ends with the connection.
 */
export interface KeyNotice {
  /** A number that no other notice has. */
  barrier: number;
  /** `learn`: load the keys. `settle`: also, nothing that was sealed under an earlier key is still on its way. */
  stage: 'learn' | 'settle';
}

export const KEY_CHANNEL = 'adiuva_keys';

/** Every connection by which a backend could write content carries this name, so that it can be waited for. */
const NAME = /^adiuva backend (\d+)$/;

export function connectionName(node: number): string {
  return `adiuva backend ${node}`;
}

/** The number of the backend whose connection it is; undefined: no backend's. */
export function readConnectionName(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function writeNotice({ barrier, stage }: KeyNotice): string {
  return `${stage} ${barrier}`;
}

/** Undefined: it is no notice of this version. */
export function readNotice(payload: string): KeyNotice | undefined {
  const [, stage, digits] = /^(learn|settle) (\d+)$/.exec(payload) ?? [];
  return stage === 'learn' || stage === 'settle' ? { stage, barrier: Number(digits) } : undefined;
}
