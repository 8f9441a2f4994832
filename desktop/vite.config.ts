import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

const START = /renderer\/main\.ts$/;
const FONT = /inter-latin-wght-normal-[^/]*\.woff2$/;
const WINDOW = /renderer\/open-app\.tsx$/;

/**
 * The start connects before the window's own part runs, and so imports it at run time; the page asks for that part at once
 * all the same, with all that it imports, and for the font, without which all text would be laid out twice.
 */
function preloadWindow(): Plugin {
  return {
    name: 'preload-window',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = new Set<string>();
        function add(file: string): void {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || files.has(file)) return;
          files.add(file);
          chunk.imports.forEach(add);
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && chunk.moduleIds.some((id) => WINDOW.test(id))) add(chunk.fileName);
        // By a name that matches nothing the window's part would come with the start, and nobody would see why it is slow.
        if (files.size === 0 || !/\/start-[^"]*"/.test(html)) throw new Error('The page does not start by its two parts.');
        const font = Object.keys(bundle).find((file) => FONT.test(file));
        if (!font) throw new Error('The font of the first text is not where it is looked for.');
        const links = [...files]
          .filter((file) => !html.includes(file))
          .map((file) => ({ rel: 'modulepreload', href: `./${file}` }));
        return [...links, { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${font}` }].map(
          (attrs): HtmlTagDescriptor => ({ tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' }),
        );
      },
    },
  };
}

/** The renderer: one page, no inline script (its CSP has none), every asset hashed and its own file. */
export default defineConfig({
  root: `${import.meta.dirname}/src/renderer`,
  base: './',
  plugins: [react(), tailwindcss(), preloadWindow()],
  build: {
    outDir: `${import.meta.dirname}/out/renderer`,
    emptyOutDir: true,
    minify: true,
    // The newest browser that either host brings; older targets would rewrite light-dark() and nesting.
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Two files for the start, with all that they import: thirty small ones cost each start a tenth of a second more.
        codeSplitting: {
          groups: [
            { name: 'start', test: START, priority: 2 },
            { name: 'window', test: WINDOW, priority: 1 },
          ],
        },
      },
    },
    reportCompressedSize: true,
  },
});
