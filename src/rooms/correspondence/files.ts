/** Of a mail's text, what its row keeps to show: the whole is in the file. */
export const longestRow = 4_000;

/** A picture in the text below this size is a logo, an icon, or nothing at all. */
const smallPictureBytes = 20 * 1024;

type Attached = {
  readonly name: string;
  readonly isInText: boolean;
  readonly content: { readonly length: number };
};

/** The files of a mail that somebody meant to send: not the pictures of a signature, and nothing that is empty. */
export const worthKeeping = <File extends Attached>(files: readonly File[]): readonly File[] =>
  files
    .filter(({ content }) => content.length > 0)
    .filter(({ isInText, content }) => !isInText || content.length >= smallPictureBytes)
    .slice(0, 20);
