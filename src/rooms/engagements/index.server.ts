export * from './clients.operations.server.ts';
export * from './engagements.operations.server.ts';
