import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { magicLink, twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import { newId } from '#kernel/new-id.server.ts';
import type { MailOrder } from '#kernel/operation.server.ts';
import type { Locale } from '#kernel/text.ts';
import { atMost } from './at-most.ts';
import { logSignIn } from './log.server.ts';
import { magicLinkMinutes, password, resetLinkMinutes, session, verificationHours } from './signing-in.ts';

/** The header in which we tell better-auth who asks: the address that our own proxy rule found, nothing a client can send. */
export const clientAddressHeader = 'x-delega-client';

export type AuthOptions = {
  /** Connections of sign-in (`app.power=auth`). */
  pool: pg.Pool;
  secret: string;
  /** The public address, for example `https://delega.example.org`. */
  origin: string;
  sendMail(order: MailOrder): Promise<void>;
};

export type Auth = ReturnType<typeof createAuth>;

/**
 * A hash takes 32 MB and one of the four threads on which Node.js also opens connections to the database: a rush to the
 * door must leave some of them.
 */
const hashing = atMost(2);

type Addressee = { email: string; locale?: Locale | null; timeZone?: string | null };

/**
 * better-auth over our own tables. It keeps passwords, links, passkeys and second factors; what pages do with it, and
 * what they answer, is in `entrance.server.ts`. Only the four steps of a passkey are reachable over HTTP.
 */
export function createAuth({ pool, secret, origin, sendMail }: AuthOptions) {
  const mailTo = (template: string, person: Addressee, facts: Record<string, unknown> = {}) =>
    sendMail({
      template,
      to: { address: person.email, locale: person.locale ?? 'es', timeZone: person.timeZone ?? 'UTC' },
      facts,
    });
  return betterAuth({
    appName: 'Delega',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    // Our own limits count by hashed address, in the database: see rate.server.ts.
    rateLimit: { enabled: false },
    logger: { level: 'error', log: logSignIn },
    // What is no refusal goes on to our own error page, which says so under a number, or that the database is away.
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix: 'delega',
      useSecureCookies: origin.startsWith('https:'),
      // Said outright, since left open they depend on NODE_ENV.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        locale: { type: 'string', required: false, input: true },
        timeZone: { type: 'string', required: false, input: true, fieldName: 'time_zone' },
      },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: session.days * 24 * 3600,
      freshAge: session.freshMinutes * 60,
      // `actorOf` prolongs sessions, for every page; better-auth sees a few requests only.
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'person_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      // Whoever reads the table must not be able to use the links in it.
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: password.min,
      maxPasswordLength: password.max,
      password: {
        hash: (password) => hashing(() => hashPassword(password)),
        verify: (words) => hashing(() => verifyPassword(words)),
      },
      requireEmailVerification: true,
      autoSignIn: false,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetLinkMinutes * 60,
      sendResetPassword: ({ user, token }) => mailTo('people.reset', user, { token }),
      onPasswordReset: ({ user }) => mailTo('people.password_changed', user),
      onExistingUserSignUp: ({ user }) => mailTo('people.already_registered', user),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: false,
      autoSignInAfterVerification: true,
      expiresIn: verificationHours * 3600,
      sendVerificationEmail: ({ user, token }) => mailTo('people.verify', user, { token }),
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: magicLinkMinutes * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token, metadata }) =>
          mailTo('people.magic_link', { email, ...(metadata as Omit<Addressee, 'email'>) }, { token }),
      }),
      secondFactor(),
      passkeys(origin),
    ],
  });
}

/**
 * TOTP and recovery codes. better-auth asks for the second factor after a password only; here a mailed link is a first
 * factor like a password, so it is asked for after it too. A passkey is two factors in one and is not followed by it.
 */
function secondFactor() {
  const plugin = twoFactor({
    issuer: 'Delega',
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factors',
        fields: {
          backupCodes: 'backup_codes',
          userId: 'person_id',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  });
  for (const hook of plugin.hooks.after) {
    const afterPassword = hook.matcher;
    hook.matcher = (context) => afterPassword(context) || context.path === '/magic-link/verify';
  }
  return plugin;
}

/** Passkeys count as two factors, so each use must have been confirmed by finger, face or code on the device. */
function passkeys(origin: string) {
  const confirmedByPerson = (isConfirmed: boolean | undefined) => {
    if (!isConfirmed) throw new APIError('UNAUTHORIZED', { code: 'USER_VERIFICATION_REQUIRED' });
  };
  return passkey({
    rpID: new URL(origin).hostname,
    rpName: 'Delega',
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) =>
        confirmedByPerson(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) =>
        confirmedByPerson(verification.authenticationInfo.userVerified),
    },
    advanced: { webAuthnChallengeCookie: 'passkey' },
    schema: {
      passkey: {
        modelName: 'passkeys',
        fields: {
          publicKey: 'public_key',
          userId: 'person_id',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  });
}
