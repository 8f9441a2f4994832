declare module 'fs-native-extensions' {
  const fsNative: {
    /** Takes an exclusive lock on the whole file without waiting. True: taken. */
    tryLock(handle: number): boolean;
    unlock(handle: number): void;
  };
  // oxlint-disable-next-line import/no-default-export -- the package is CommonJS
  export default fsNative;
}
