import { signInWithPasskey, type Ending } from './ceremony.ts';

/** The only script of the sign-in page: shows the passkey button, and lets the browser offer passkeys while typing. */
const place = document.getElementById('passkey');
const failure = document.getElementById('passkey-failed');

if (place && 'PublicKeyCredential' in globalThis) void offerPasskeys(place);

async function offerPasskeys(place: HTMLElement): Promise<void> {
  const offer = new AbortController();
  place.hidden = false;
  place.querySelector('button')?.addEventListener('click', async () => {
    // The offer in the address field must end before a dialog may open.
    offer.abort();
    conclude(await signInWithPasskey());
  });
  if (await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    conclude(await signInWithPasskey('conditional', offer.signal));
  }
}

function conclude(ending: Ending): void {
  if (ending === 'done') location.assign(next());
  if (failure) failure.hidden = ending !== 'failed';
}

/** The server made sure that it is a path on this host before the page named it; the browser makes sure again. */
function next(): string {
  const target = new URL(place?.dataset.next || '/home', location.origin);
  return target.origin === location.origin ? target.href : '/home';
}
