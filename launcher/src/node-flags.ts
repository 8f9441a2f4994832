/**
 * How Node runs the backend: the default young generation lets a process that mostly rests hold twice the memory it
 * needs.
 */
export const BACKEND_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=2'];

/** How Node runs the core: with the default, 100 MB and more of its young generation are never given back. */
export const CORE_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=2'];

/**
 * How the core's process takes memory on Linux, where glibc reads this at a process's start and others do not know it.
 * LanceDB has many threads and lets go of large blocks: without this, what making an index took (400 MB for 10,000 notes)
 * is held until the process ends.
 */
export const CORE_MALLOC: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};
