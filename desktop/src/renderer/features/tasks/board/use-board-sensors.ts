import { KeyboardSensor, type KeyboardCoordinateGetter, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';

/** How cards are taken up and carried: by the pointer, or by keys, which carry them by whole cards and columns. */
export function useBoardSensors({
  step,
  across,
}: {
  /** From one card to the one below, in pixels. */
  step: number;
  /** From one column to the next. */
  across: () => number;
}): ReturnType<typeof useSensors> {
  const carry: KeyboardCoordinateGetter = (event, { currentCoordinates: { x, y } }) => {
    switch (event.code) {
      case 'ArrowDown':
        return { x, y: y + step };
      case 'ArrowUp':
        return { x, y: y - step };
      case 'ArrowRight':
        return { x: x + across(), y };
      case 'ArrowLeft':
        return { x: x - across(), y };
      default:
        return undefined;
    }
  };
  return useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: carry,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter', 'Tab'] },
    }),
  );
}
