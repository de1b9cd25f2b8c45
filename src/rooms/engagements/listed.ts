/** An engagement as lists show it. */
export type ListedEngagement = {
  id: string;
  name: string;
  isArchived: boolean;
  /** Names of the client's people, and of who assists. */
  contacts: string[];
  assistants: string[];
  waitingInvitations: number;
};
