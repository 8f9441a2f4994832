export { LazyMarkdownText, preloadMarkdown } from './lazy-markdown-text.tsx';
