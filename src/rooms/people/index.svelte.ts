/** The parts of this room's pages that other rooms show too. */
export { default as InvitePanel } from './InvitePanel.svelte';
export { roleName } from './role-names.svelte.ts';
