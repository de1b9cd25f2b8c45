import { baseLocale, overwriteGetLocale, toLocale } from '#paraglide/runtime.js';

// The page keeps the language in which the server wrote it, whatever this browser would have chosen.
overwriteGetLocale(() => toLocale(document.documentElement.lang) ?? baseLocale);
