import { cellBreak, type TextSink } from './text-sink.ts';

type Row = { holes: { hole: number; mark: number }[]; multiline: boolean };

export type TableRows = {
  open: (name: string) => void;
  close: (name: string) => void;
  image: (alt: string) => void;
  finish: () => void;
};

/** What an image's text says only about itself. */
const emptyAlt =
  /^(?:image|img|logo|photo|picture|icon|spacer|facebook|twitter|instagram|linkedin|youtube|.*\.(?:png|jpe?g|gif|svg|webp))$|^\s*$|^\[?cid:|^https?:/i;
const maximumCells = 200;

/**
 * Lays cells out: a row whose cells are one line each stands on one line, cells apart by ` | `; a row that is layout becomes
 * blocks one under the other. An image's alternative text is kept only in a document that has no other text.
 */
export function createTableRows(sink: TextSink): TableRows {
  const rows: Row[] = [];
  const images: string[] = [];
  const endRow = (): void => {
    const row = rows.pop();
    if (!row) return;
    const outer = rows.at(-1);
    if (outer) outer.multiline ||= row.holes.length > 0;
    const filled = row.holes.filter(({ mark }, index) => !isEmpty({ from: mark, to: row.holes[index + 1]?.hole }));
    for (const { hole } of filled.slice(1)) sink.fill(hole, row.multiline ? '\n' : cellBreak);
  };
  const isEmpty = ({ from, to }: { from: number; to: number | undefined }): boolean => {
    if (to === undefined) return sink.isEmptySince(from);
    return to <= from;
  };
  return {
    open(name) {
      const row = rows.at(-1);
      if (name === 'tr') {
        if (rows.length < 1000) rows.push({ holes: [], multiline: false });
      } else if (name === 'td' || name === 'th') {
        if (row && row.holes.length < maximumCells) {
          const hole = sink.hole();
          row.holes.push({ hole, mark: hole + 1 });
        } else if (row) sink.block(1);
      } else if (row && row.holes.length > 0 && /^(?:p|div|ul|ol|table|h\d|blockquote|pre|li)$/.test(name)) {
        if (!sink.isEmptySince((row.holes.at(-1) as { mark: number }).mark)) row.multiline = true;
      }
    },
    close(name) {
      if (name === 'tr') endRow();
    },
    image(alt) {
      if (images.length < 200 && !emptyAlt.test(alt)) images.push(alt);
    },
    finish() {
      while (rows.length > 0) endRow();
      if (sink.isEmptySince(0)) {
        for (const alt of images) {
          sink.text(alt);
          sink.block(1);
        }
      }
    },
  };
}
