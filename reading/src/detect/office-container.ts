/** What lies in an old Office container (compound file), by the names of its streams, which stand there as UTF-16. */
export function compoundFileMime(head: string): string {
  const has = (name: string): boolean => head.includes(name.replace(/./g, '$&\0'));
  if (has('__properties_version1.0') || has('__nameid_version1.0') || has('__substg1.0_')) return 'application/vnd.ms-outlook';
  if (has('WordDocument')) return 'application/msword';
  if (has('PowerPoint Document')) return 'application/vnd.ms-powerpoint';
  if (has('Workbook') || has('Book\0')) return 'application/vnd.ms-excel';
  if (has('VisioDocument')) return 'application/vnd.visio';
  if (has('Props9') || has('TBkndOfc')) return 'application/vnd.ms-project';
  if (has('Quill') && has('QuillSub')) return 'application/vnd.ms-publisher';
  if (has('MatOST') || has('MM\0')) return 'application/vnd.ms-works';
  return 'application/x-cfb';
}
