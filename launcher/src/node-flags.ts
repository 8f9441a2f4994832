/**
 * How Node runs the backend: the default young generation lets a process that mostly rests hold twice the memory it
 * needs.
 */
export const BACKEND_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=2'];
