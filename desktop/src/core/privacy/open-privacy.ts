import type { Privacy, PrivacyView } from './privacy-view.ts';

const openView: PrivacyView = {
  isOpen: true,
  conditions: () => [],
  withheld: () => 0,
  sees: () => true,
  outgoing: ({ row }) => ({ row, replaced: 0 }),
  outgoingText: (text) => text,
  incoming: (data) => data,
};

/** No rule is set: everything may leave. */
export function openPrivacy(): Privacy {
  return { viewOf: () => openView, clientsOf: () => undefined };
}
