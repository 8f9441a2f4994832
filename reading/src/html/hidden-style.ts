import { attributeValue } from './read-tag.ts';

const hiddenStyle =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}px)/i;

/** Nearly every element has a style, and nearly none of them hides: this is asked first. */
const mayHide = /none|hidden|collapse|hide|opacity|font-size\s*:\s*0|max-height\s*:\s*0|-\d{4}/i;

/** Whether an element is kept from the eye: preheaders, trackers' texts, decoys. */
export function isHiddenElement(attributes: string): boolean {
  if (attributes.length < 6 || !mayHide.test(attributes)) return false;
  if (/style/i.test(attributes)) {
    const style = attributeValue(attributes, 'style');
    if (style && hiddenStyle.test(style)) return !isOnlyZeroFont(style);
  }
  return (
    /(?:^|\s)hidden(?:\s|$|=\s*["']?(?:hidden|true|["']))/i.test(attributes) ||
    /(?:^|\s)aria-hidden\s*=\s*["']?true/i.test(attributes)
  );
}

/** Layout tables set font-size:0 on cells and give their inner elements a size again: that alone hides nothing. */
function isOnlyZeroFont(style: string): boolean {
  const without = style.replace(/font-size\s*:\s*0[^;]*/gi, '');
  return !hiddenStyle.test(without) && !/line-height\s*:\s*[01](?:px)?\b|color\s*:\s*(?:#fff|white|transparent)/i.test(style);
}
