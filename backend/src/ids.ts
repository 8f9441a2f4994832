import { v7 } from 'uuid';

/** Makes an id that was never made before. */
export type NewId = () => string;

/** UUIDv7: ids sort by when they were made. */
export const newId: NewId = () => v7();
