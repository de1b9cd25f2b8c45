declare global {
  namespace App {
    interface Error {
      /** Number under which an unexpected failure is logged, for the reader to quote. */
      reference?: string;
    }
  }
}

export {};
