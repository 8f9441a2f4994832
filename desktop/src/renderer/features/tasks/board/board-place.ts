import type { Task } from '@adiuva/shared-protocol';

/** Where a card is held over the board: before the card of this number, of those that stand there without it. */
export interface BoardPlace {
  /** The column's. */
  key: string;
  index: number;
}

/** A column as it stands on the page. */
export interface ColumnBox {
  key: string;
  left: number;
  right: number;
  /** Where its first card would begin, scrolled or not. */
  top: number;
  count: number;
}

/** The place under a point of the page: the nearest column, and the gap between cards that is nearest. */
export function placeAt({
  x,
  y,
  boxes,
  cardHeight,
}: {
  x: number;
  /** The middle of the card that is held. */
  y: number;
  boxes: readonly ColumnBox[];
  cardHeight: number;
}): BoardPlace | undefined {
  const away = ({ left, right }: ColumnBox): number => (x < left ? left - x : x > right ? x - right : 0);
  const [nearest] = boxes.toSorted((a, b) => away(a) - away(b));
  if (!nearest) return undefined;
  const index = Math.round((y - cardHeight / 2 - nearest.top) / cardHeight);
  return { key: nearest.key, index: Math.max(0, Math.min(nearest.count, index)) };
}

/**
 * What a card comes after when it is put at a place: the id above, null for the first place, undefined where it stands there
 * already or what stands above is not read yet. `rowAt` counts the card itself where it stands in that column.
 */
export function dropAfter({
  isOwn: isInColumn,
  place,
  standsAt,
  rowAt,
}: {
  /** The card stands in the place's column already. */
  isOwn: boolean;
  place: BoardPlace;
  /** Where the card itself stands in the place's column; undefined in another, or not known. */
  standsAt: number | undefined;
  rowAt: (index: number) => Task | undefined;
}): { afterId: string | null } | undefined {
  const isOwn = isInColumn && standsAt !== undefined;
  if (isOwn && (place.index === standsAt || place.index === standsAt + 1)) return undefined;
  if (place.index === 0) return { afterId: null };
  const above = rowAt(place.index - 1);
  return above ? { afterId: above.id } : undefined;
}
