import type { Actor } from '#kernel/actor.ts';
import type { Locale } from '#kernel/text.ts';
import type { House } from './house.server.ts';

declare global {
  namespace App {
    interface Locals {
      house: House;
      actor: Actor;
      locale: Locale;
    }
    interface Error {
      /** Number under which an unexpected failure is logged, for the reader to quote. */
      reference?: string;
    }
  }
}

export {};
