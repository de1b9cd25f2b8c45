import type { Plugin } from 'vite';

/**
 * Lucide's icons as plain drawings. The library builds each one in the browser, from data and for options that no page
 * uses; what an icon looks like is known here already.
 */
export const drawnIcons: Plugin = {
  name: 'delega-drawn-icons',
  enforce: 'pre',
  transform: {
    filter: { id: /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][\w-]+\.svelte$/ },
    handler(source, id) {
      const written = /const iconData = (\{.*\});$/m.exec(source)?.[1];
      if (!written) return this.error(`No drawing found in ${id}`);
      const { size, node } = JSON.parse(written) as Icon;
      const shapes = node.map(([tag, attributes]) => `<${tag}${attributesOf(attributes)} />`).join('');
      return `<script>
  let { size = ${size}, class: extra } = $props();
</script>
<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}"
  fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
  class={extra} aria-hidden="true">${shapes}</svg>`;
    },
  },
};

type Icon = { size: number; node: [tag: string, attributes: Record<string, string>][] };

const attributesOf = (attributes: Icon['node'][number][1]) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
