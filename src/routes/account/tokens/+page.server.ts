import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { createToken, endToken, listTokens, tokenDays } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = personHere(event);
  event.setHeaders({ 'cache-control': 'no-store' });
  const { tokens } = await loadFor(event, listTokens, {});
  const workspaces = person.memberships.map(({ workspace, workspaceName }) => ({
    id: workspace,
    name: workspaceName,
  }));
  const nameOf = new Map<string, string>(workspaces.map(({ id, name }) => [id, name]));
  return {
    workspaces,
    days: [...tokenDays],
    key: crypto.randomUUID(),
    tokens: tokens.map((token) => ({ ...token, workspaceName: nameOf.get(token.workspace) ?? null })),
  };
};

export const actions: Actions = {
  create: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = {
      workspace: posted.get('workspace'),
      name: posted.get('name'),
      days: posted.get('days'),
    };
    const outcome = await performFor(event, createToken, input, keyOf(posted));
    return outcome.ok ? { made: outcome.value.token } : refuseForm(outcome.refusal, posted, 'create');
  },
  end: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, endToken, { token: posted.get('id') }, keyOf(posted));
    return outcome.ok ? { ended: true } : refuseForm(outcome.refusal, posted, 'end');
  },
};
