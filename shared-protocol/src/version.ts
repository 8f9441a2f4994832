/** The wire's version: both hellos name it, and a peer of another version is closed with 4004. */
export const PROTOCOL_VERSION = 1;

/** WebSocket subprotocol of the device socket. */
export const SUBPROTOCOL = 'adiuva.v1';

/** Path of the device socket below a backend's address. */
export const DEVICE_SOCKET_PATH = '/api/v1/ws/device';

/** Size of one text frame at most, in bytes of UTF-8. */
export const FRAME_BYTES = 1024 * 1024;

/** How long a `tool_call` may stay unanswered, in milliseconds. */
export const TOOL_TIMEOUT_MS = 30_000;

/** Time between two pings of the backend, in milliseconds. */
export const HEARTBEAT_MS = 30_000;

/** How long a peer may take to answer a ping, in milliseconds. */
export const PONG_TIMEOUT_MS = 10_000;

/** How long a new socket may take to say `device_hello`, in milliseconds. */
export const HELLO_TIMEOUT_MS = 5_000;

/** Tool steps of one run at most; the model call after them answers without tools. */
export const MAX_STEPS = 5;

/** Bad frames that a socket survives within a minute; the next one closes it. */
export const BAD_FRAMES_A_MINUTE = 20;
