/** A mail as it came in, unread. */
export type Arrival = {
  way: 'smtp' | 'imap';
  /** The sender of the envelope; empty for a report that nobody is to answer (RFC 5321, 4.5.5). */
  envelopeFrom: string;
  /** Addresses that it is for, ours or not. */
  recipients: readonly string[];
  raw: Uint8Array;
};

/** Whether an address is one of ours. */
export type Knows = 'yes' | 'no' | 'expired';

/** Where mail is handed in, whichever way it comes. */
export type PostOffice = {
  knows(address: string): Promise<Knows>;
  /** Keeps it for good before it answers; how many places it was for. The same mail again changes nothing. */
  take(arrival: Arrival): Promise<number>;
};
