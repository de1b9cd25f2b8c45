import { expect, type Locator, type Page } from '@playwright/test';

/** How somebody works a page. */
export interface Hands {
  /** Activates a button, a link, or what opens something. */
  press(target: Locator): Promise<void>;
  /** Writes a text in place of what the field holds. */
  write(field: Locator, text: string): Promise<void>;
  /** Chooses a radio button or ticks a box. */
  choose(option: Locator): Promise<void>;
  attach(chooser: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
}

/** With a mouse. */
export const mouse: Hands = {
  press: (target) => target.click(),
  write: (field, text) => field.fill(text),
  choose: (option) => option.check(),
  attach: (chooser, file) => chooser.setInputFiles(file),
};

/** With a finger on a touch screen. */
export const finger: Hands = {
  ...mouse,
  press: (target) => target.tap(),
  async choose(option) {
    await option.tap();
    await expect(option).toBeChecked();
  },
};

/** With Tab, Enter, Space, arrows and letters, and nothing else. */
export const keyboard: Hands = {
  async press(target) {
    await reach(target);
    await keys(target).press('Enter');
  },
  async write(field, text) {
    await reach(field);
    await keys(field).press('ControlOrMeta+a');
    await keys(field).insertText(text);
  },
  async choose(option) {
    const type = await option.getAttribute('type');
    if (type === 'checkbox') {
      await reach(option);
      if (!(await option.isChecked())) await keys(option).press('Space');
    } else {
      // A group of radio buttons is one stop; arrows move inside it.
      const name = await option.getAttribute('name');
      const group = option.page().locator(`input[type=radio][name="${name}"]`);
      await reach(group);
      await keys(option).press('Space');
      for (let step = await group.count(); step > 0 && !(await option.isChecked()); step--)
        await keys(option).press('ArrowDown');
    }
    await expect(option).toBeChecked();
  },
  async attach(chooser, file) {
    // Asked for before the way there: the browser hands over its dialog a moment later than it is asked to,
    // and a key pressed in the same breath opens one that nobody sees.
    const dialog = chooser.page().waitForEvent('filechooser', { timeout: 60_000 });
    await Promise.all([dialog, reach(chooser).then(() => keys(chooser).press('Space'))]);
    await (await dialog).setFiles(file);
  },
};

const keys = (target: Locator): Page['keyboard'] => target.page().keyboard;

/** More stops than any page has. */
const mostStops = 250;

/** Goes on with Tab until one of the targets has the focus. Whatever can't be reached so fails here. */
async function reach(targets: Locator): Promise<void> {
  await expect(targets.first()).toBeVisible();
  for (let stops = 0; stops < mostStops; stops++) {
    const isThere = await targets.evaluateAll((elements) =>
      elements.some((element) => element === document.activeElement),
    );
    if (isThere) return;
    await keys(targets).press('Tab');
  }
  throw new Error(`The Tab key does not reach ${targets}`);
}
