import type { Migration } from 'kysely/migration';
import * as people from './0001_people.ts';
import * as workspaces from './0002_workspaces.ts';
import * as kernel from './0003_kernel.ts';
import * as delegation from './0004_delegation.ts';
import * as readiness from './0005_readiness.ts';
import * as invitationsToReader from './0006_invitations_to_reader.ts';
import * as leaving from './0007_leaving.ts';
import * as declinedInvitations from './0008_declined_invitations.ts';
import * as practicePages from './0009_practice_pages.ts';
import * as prospects from './0010_prospects.ts';
import * as practiceWeights from './0011_practice_weights.ts';
import * as mailsAbout from './0012_mails_about.ts';
import * as workMails from './0013_work_mails.ts';
import * as views from './0014_views.ts';
import * as evidence from './0016_evidence.ts';
import * as editions from './0017_editions.ts';
import * as comments from './0018_comments.ts';
import * as resultLinks from './0019_result_links.ts';
import * as plan from './0020_plan.ts';
import * as references from './0021_references.ts';
import * as guideEditions from './0022_guide_editions.ts';
import * as activities from './0023_activities.ts';
import * as correspondence from './0024_correspondence.ts';
import * as practiceAddresses from './0027_practice_addresses.ts';
import * as draftsByMail from './0028_drafts_by_mail.ts';
import * as ownViews from './0030_own_views.ts';

/** Every step of the database, in order. Forward only: a step that has landed is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_people': people,
  '0002_workspaces': workspaces,
  '0003_kernel': kernel,
  '0004_delegation': delegation,
  '0005_readiness': readiness,
  '0006_invitations_to_reader': invitationsToReader,
  '0007_leaving': leaving,
  '0008_declined_invitations': declinedInvitations,
  '0009_practice_pages': practicePages,
  '0010_prospects': prospects,
  '0011_practice_weights': practiceWeights,
  '0012_mails_about': mailsAbout,
  '0013_work_mails': workMails,
  '0014_views': views,
  '0016_evidence': evidence,
  '0017_editions': editions,
  '0018_comments': comments,
  '0019_result_links': resultLinks,
  '0020_plan': plan,
  '0021_references': references,
  '0022_guide_editions': guideEditions,
  '0023_activities': activities,
  '0024_correspondence': correspondence,
  '0027_practice_addresses': practiceAddresses,
  '0028_drafts_by_mail': draftsByMail,
  '0030_own_views': ownViews,
};
