export { dot, readVector, vectorBlob } from './dot.ts';
export type { IndexState } from './index-keeper.ts';
export { openVectors, type Vectors } from './open-vectors.ts';
export type { Neighbour } from './truth-reader.ts';
