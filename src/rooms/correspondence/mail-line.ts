/** A mail in a list. */
export type MailLine = {
  readonly mail: string;
  readonly sender: string;
  readonly subject: string;
  readonly receivedAt: string;
};
