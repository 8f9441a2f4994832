/** What a zip archive is for, by the names and small contents at its head; null when it is just an archive. */
export function zipMime(head: string): string | null {
  const openDocument = /mimetype(?:[^a-z]{0,40})?(application\/[\w.+-]{5,80}?)(?=PK|[^\w.+-])/.exec(head.slice(0, 300));
  if (openDocument) return openDocument[1] as string;
  if (!/\[Content_Types\]\.xml|_rels\/\.rels|(?:word|xl|ppt|visio)\//.test(head)) return null;
  const macro = head.includes('vbaProject.bin');
  if (head.includes('word/'))
    return macro
      ? 'application/vnd.ms-word.document.macroenabled.12'
      : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (head.includes('xl/')) {
    if (head.includes('xl/workbook.bin')) return 'application/vnd.ms-excel.sheet.binary.macroenabled.12';
    return macro
      ? 'application/vnd.ms-excel.sheet.macroenabled.12'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
  if (head.includes('ppt/'))
    return macro
      ? 'application/vnd.ms-powerpoint.presentation.macroenabled.12'
      : 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
  if (head.includes('visio/')) return 'application/vnd.ms-visio.drawing.main+xml';
  return null;
}
