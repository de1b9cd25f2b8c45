/** The parts of this room's pages that other rooms show too. */
export { default as InvitePanel } from './places/InvitePanel.svelte';
export { roleName } from './places/role-names.svelte.ts';
