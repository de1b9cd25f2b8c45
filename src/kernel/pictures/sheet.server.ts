import type PDFDocument from 'pdfkit';
import { COLOURS } from './colours.ts';
import { FONT_FILES, type FontName } from './fonts.server.ts';

/** A4 in points (ISO 216, 72 points an inch), with the room that stays free at its edges. */
export const SHEET = { width: 595.28, height: 841.89, margin: 42 };

type Doc = InstanceType<typeof PDFDocument>;
type Role = 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'Figure';

interface Area {
  x: number;
  y: number;
  width: number;
  /** Where the area ends; what would reach beyond is not written. */
  bottom: number;
}

interface Style {
  font?: FontName;
  size?: number;
  colour?: string;
  /** Free room after it. */
  after?: number;
}

/**
 * One sheet of paper with a title and a language, tagged for screen readers (PDF/UA, ISO 14289-1: every text has a
 * role in the structure, every picture words). Nothing ever runs on to a second page: what does not fit an area is
 * not written, and the writer says so.
 */
export class Sheet {
  static async open({ title, language }: { title: string; language: string }): Promise<Sheet> {
    // Loaded only by a server that makes a document.
    const { default: Document } = await import('pdfkit');
    const doc = new Document({
      size: 'A4',
      margin: 0,
      lang: language,
      tagged: true,
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Creator: 'Delega', Producer: 'Delega' },
    });
    for (const [name, file] of Object.entries(FONT_FILES)) doc.registerFont(name, file);
    return new Sheet(doc);
  }

  readonly doc: Doc;
  readonly #root: PDFKit.PDFStructureElement;

  private constructor(doc: Doc) {
    this.doc = doc;
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  area(x: number, y: number, width: number, bottom: number): AreaWriter {
    return new AreaWriter(this, { x, y, width, bottom });
  }

  /** Draws what eyes see of something that `alt` says in words; without words it is decoration. */
  draw(alt: string | null, drawing: (doc: Doc) => void): void {
    if (alt === null) {
      this.doc.markContent('Artifact', { type: 'Layout' });
      drawing(this.doc);
      this.doc.endMarkedContent();
    } else {
      this.#root.add(this.doc.struct('Figure', { alt }, () => drawing(this.doc)));
    }
  }

  tag(role: Role, write: () => void): void {
    this.#root.add(this.doc.struct(role, {}, write));
  }

  async close(): Promise<Buffer> {
    this.#root.end();
    this.doc.end();
    return Buffer.concat(await Array.fromAsync(this.doc as AsyncIterable<Buffer>));
  }
}

/** Writes into an area from its top down. Each call says whether all of it had room. */
export class AreaWriter {
  readonly #sheet: Sheet;
  readonly #area: Area;

  constructor(sheet: Sheet, area: Area) {
    this.#sheet = sheet;
    this.#area = area;
  }

  /** Where the next line goes. */
  get y(): number {
    return this.#area.y;
  }

  get room(): number {
    return this.#area.bottom - this.#area.y;
  }

  skip(points: number): void {
    this.#area.y += points;
  }

  heading(text: string, role: 'H1' | 'H2' | 'H3' = 'H2', size = 13, style: Style = {}): boolean {
    return this.#text(role, text, { font: 'heading', size, colour: COLOURS.ink, after: 4, ...style });
  }

  paragraph(text: string, style: Style = {}): boolean {
    return this.#text('P', text, { font: 'text', size: 9.5, colour: COLOURS.ink, after: 4, ...style });
  }

  /** As many of the lines as have room, and at the end how many more there are. */
  list(lines: readonly string[], more: (count: number) => string): boolean {
    const style = { size: 9.5, after: 2.5 };
    const [indent, gap] = [10, this.heightOf(more(lines.length), style) + style.after];
    for (const [at, line] of lines.entries()) {
      const needed = this.heightOf(line, { ...style, indent }) + style.after;
      const isLast = at === lines.length - 1;
      if (needed + (isLast ? 0 : gap) > this.room) {
        return at > 0 && this.paragraph(more(lines.length - at), { ...style, colour: COLOURS.soft }) && false;
      }
      this.#sheet.draw(null, (doc) => doc.circle(this.#area.x + 3, this.y + 6.5, 1.6).fill(COLOURS.clay));
      this.#text('P', line, { ...style, font: 'text', colour: COLOURS.ink }, indent);
    }
    return true;
  }

  heightOf(text: string, { font = 'text', size = 9.5, indent = 0 }: Style & { indent?: number }): number {
    return this.#sheet.doc
      .font(font)
      .fontSize(size)
      .heightOfString(text, { width: this.#area.width - indent, lineGap: 1 });
  }

  #text(role: Role, text: string, style: Style, indent = 0): boolean {
    const { font = 'text', size = 9.5, colour = COLOURS.ink, after = 0 } = style;
    const height = this.heightOf(text, { font, size, indent });
    if (height > this.room + 0.5) return false;
    const { x, y, width } = this.#area;
    this.#sheet.tag(role, () => {
      this.#sheet.doc
        .font(font)
        .fontSize(size)
        .fillColor(colour)
        .text(text, x + indent, y, { width: width - indent, lineGap: 1 });
    });
    this.#area.y += height + after;
    return true;
  }
}
