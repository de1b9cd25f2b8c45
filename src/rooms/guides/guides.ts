/** The public guides in the order in which they are read: whether it is for me, then the seven requirements. */
export const GUIDE_SLUGS = [
  'is-it-for-me',
  'technology',
  'communication',
  'delegation',
  'trust',
  'supervision',
  'systems',
  'teamwork',
] as const;
export type GuideSlug = (typeof GUIDE_SLUGS)[number];

export function isGuideSlug(slug: string): slug is GuideSlug {
  return (GUIDE_SLUGS as readonly string[]).includes(slug);
}

/** Which of the seven requirements a guide is about, from 1; null for the guide that comes before them. */
export function requirementNumber(slug: GuideSlug): number | null {
  return GUIDE_SLUGS.indexOf(slug) || null;
}

/** The drawings that a guide can hold, each with how many words stand in it. */
export const DRAWINGS = {
  ways: 4,
  places: 4,
  loop: 4,
  handover: 3,
  ladder: 4,
  checkpoints: 4,
  weeks: 2,
  hours: 3,
} as const;
export type DrawingName = keyof typeof DRAWINGS;

/** A run of text, or a drawing between two of them. */
export type GuidePart =
  | { html: string; drawing?: undefined }
  | {
      drawing: DrawingName;
      /** What the drawing says, for those who do not see it. */
      label: string;
      /** The words that stand in it. */
      words: string[];
    };

export interface GuideSection {
  /** For the address of the section within the page. */
  id: string;
  title: string;
  parts: GuidePart[];
}

/** The text of a guide as a page shows it. */
export interface GuideText {
  /** Before the first section. */
  lead: GuidePart[];
  sections: GuideSection[];
  words: number;
  /** How long it takes to read, at 220 words a minute, rounded up. */
  minutes: number;
}
