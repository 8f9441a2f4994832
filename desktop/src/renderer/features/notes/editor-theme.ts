import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The app's hand on the editor: its tokens, and nothing of its own. */
const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text-1)', backgroundColor: 'transparent', fontSize: 'var(--type-14)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-sans)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': {
    padding: '0.75rem 0 40vh',
    maxWidth: 'var(--measure)',
    width: '100%',
    margin: '0 auto',
    caretColor: 'var(--accent)',
  },
  '.cm-line': { padding: '0 1.5rem' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(oklch(0.79 0.115 163 / 0.4), oklch(0.6 0.1 163 / 0.5))',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-specialChar': { color: 'var(--late)' },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '.cm-note-link, .cm-note-link *': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-panels': { backgroundColor: 'var(--canvas)', color: 'var(--text-1)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '0.5rem 2rem 0.5rem 1rem', fontSize: 'var(--type-13)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--type-12)', color: 'var(--text-2)' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text-2)', fontSize: 'var(--type-16)', right: '0.5rem' },
  '.cm-textfield': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text-1)',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--radius-s)',
    fontSize: 'var(--type-13)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
    color: 'var(--text-1)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
    fontSize: 'var(--type-12)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--today-soft)', outline: '1px solid var(--today)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text-1)',
    border: 'none',
    borderRadius: 'var(--radius-l)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--type-13)',
    padding: '0.25rem',
    maxWidth: 'min(26rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '0.3rem 0.5rem',
    borderRadius: 'var(--radius-s)',
    display: 'flex',
    gap: '0.75rem',
    alignItems: 'baseline',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--text-1)',
  },
  '.cm-completionLabel': { flex: '1', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal', fontSize: 'var(--type-12)', margin: '0' },
});

const words = HighlightStyle.define([
  { tag: tags.heading1, fontSize: '1.375em', fontWeight: '650', letterSpacing: '-0.018em' },
  { tag: tags.heading2, fontSize: '1.175em', fontWeight: '650', letterSpacing: '-0.012em' },
  { tag: tags.heading, fontWeight: '650' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--accent)' },
  { tag: tags.url, color: 'var(--text-3)' },
  { tag: tags.monospace, fontFamily: 'var(--font-mono)', fontSize: '0.92em' },
  { tag: tags.quote, color: 'var(--text-2)' },
  { tag: tags.atom, color: 'var(--accent)' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.meta, tags.comment], color: 'var(--text-3)' },
  { tag: [tags.tagName, tags.angleBracket, tags.attributeName, tags.attributeValue], color: 'var(--text-3)' },
]);

export const editorTheme = [look, syntaxHighlighting(words)];
