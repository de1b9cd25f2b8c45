import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import { magicLinkMinutes, resetLinkMinutes, verificationHours, type LinkKind } from './signing-in.ts';

/** The page to which a mailed link leads. Opening it changes nothing: it shows a button. */
export function linkPath(kind: LinkKind, token: string): string {
  return `/confirm?kind=${kind}&token=${encodeURIComponent(token)}`;
}

const tokenIn = (facts: Parameters<MailTemplate>[0]) => String(facts.token);

/**
 * The mails about signing in. None repeats a name that somebody typed: whoever types another's address into the
 * sign-up form must not be able to write to them through us.
 */
export const signInMails: Record<string, MailTemplate> = {
  'people.verify': (facts, { locale }) => ({
    subject: m.mail_verify_subject({}, { locale }),
    paragraphs: [
      m.mail_verify_text({}, { locale }),
      m.mail_verify_until({ hours: verificationHours }, { locale }),
    ],
    button: { label: m.mail_verify_button({}, { locale }), path: linkPath('verify', tokenIn(facts)) },
    why: m.mail_verify_why({}, { locale }),
  }),
  'people.already_registered': (_, { locale }) => ({
    subject: m.mail_already_subject({}, { locale }),
    paragraphs: [m.mail_already_text({}, { locale }), m.mail_already_forgot({}, { locale })],
    button: { label: m.mail_already_button({}, { locale }), path: '/sign-in' },
    why: m.mail_already_why({}, { locale }),
  }),
  'people.no_account': (_, { locale }) => ({
    subject: m.mail_no_account_subject({}, { locale }),
    paragraphs: [m.mail_no_account_text({}, { locale })],
    button: { label: m.mail_no_account_button({}, { locale }), path: '/sign-up' },
    why: m.mail_no_account_why({}, { locale }),
  }),
  'people.magic_link': (facts, { locale }) => ({
    subject: m.mail_magic_link_subject({}, { locale }),
    paragraphs: [m.mail_magic_link_text({ minutes: magicLinkMinutes }, { locale })],
    button: { label: m.mail_magic_link_button({}, { locale }), path: linkPath('magic', tokenIn(facts)) },
    why: m.mail_magic_link_why({}, { locale }),
  }),
  'people.reset': (facts, { locale }) => ({
    subject: m.mail_reset_subject({}, { locale }),
    paragraphs: [m.mail_reset_text({ minutes: resetLinkMinutes }, { locale })],
    button: {
      label: m.mail_reset_button({}, { locale }),
      path: `/reset?token=${encodeURIComponent(tokenIn(facts))}`,
    },
    why: m.mail_reset_why({}, { locale }),
  }),
  'people.password_changed': (_, { locale }) => ({
    subject: m.mail_password_changed_subject({}, { locale }),
    paragraphs: [m.mail_password_changed_text({}, { locale })],
    button: { label: m.mail_password_changed_button({}, { locale }), path: '/forgot' },
    why: m.mail_password_changed_why({}, { locale }),
  }),
  'people.two_factor_on': (_, { locale }) => ({
    subject: m.mail_two_factor_on_subject({}, { locale }),
    paragraphs: [m.mail_two_factor_on_text({}, { locale })],
    button: { label: m.mail_two_factor_button({}, { locale }), path: '/account/two-factor' },
    why: m.mail_two_factor_why({}, { locale }),
  }),
  'people.two_factor_off': (_, { locale }) => ({
    subject: m.mail_two_factor_off_subject({}, { locale }),
    paragraphs: [m.mail_two_factor_off_text({}, { locale })],
    button: { label: m.mail_two_factor_button({}, { locale }), path: '/account/two-factor' },
    why: m.mail_two_factor_why({}, { locale }),
  }),
};
