import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { clientChunks, withoutPublicPages, withoutServerParts } from './bin/client-bundle.ts';
import { oneLanguageAtATime } from './bin/client-languages.ts';
import { drawnIcons } from './bin/icons.ts';
import { paraglideOptions } from './bin/messages-options.ts';

export default defineConfig({
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: clientChunks } } } },
    // The engine keeps the text of all code in memory. Names stay, for the log's sake.
    ssr: {
      build: { rolldownOptions: { output: { minify: { compress: false, mangle: false, codegen: true } } } },
    },
  },
  plugins: [
    withoutPublicPages,
    withoutServerParts,
    oneLanguageAtATime,
    drawnIcons,
    tailwindcss(),
    paraglideVitePlugin(paraglideOptions),
    sveltekit({
      adapter: adapter(),
      // Scripts and styles come from this host only; a nonce covers Kit's own start-up script.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one inline style that Kit itself writes, on its announcer of page changes.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      paths: { relative: false },
    }),
  ],
});
