import { appScreenSchema, idSchema, tableNameSchema, type ToolAction } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { plainText, type Showing } from '#core/app-screen/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import { missingRow, rowNouns } from '#core/work/index.ts';
import { checkedData } from './checked-data.ts';
import type { ToolCall } from './payload.ts';

const SHOWS = ['ui.navigate_to', 'ui.open_item', 'ui.notify'] as const satisfies ToolAction[];

/** Whether an action shows something in the app, and names no table. */
export function isShowAction(action: string): action is (typeof SHOWS)[number] {
  return SHOWS.some((known) => known === action);
}

/** Something to show whose data has passed, and what it is called in one sentence. */
export interface CheckedShow {
  showing: Showing;
  summary: string;
}

const screenNames: Record<z.infer<typeof appScreenSchema>, string> = {
  chat: 'Chat',
  today: 'Today',
  tasks: 'Tasks',
  projects: 'Projects',
  notes: 'Notes',
  activity: 'Activity',
  waiting: 'Waiting for you',
  what_left: 'What left',
  settings: 'Settings',
};

const screenSchema = z.strictObject({ screen: appScreenSchema });
const itemSchema = z.strictObject({ table: tableNameSchema, id: idSchema });
const textSchema = z.strictObject({ text: z.string().min(1).max(500) });

/**
 * `ui.navigate_to`, `ui.open_item` and `ui.notify`. A row that the user's rules hide gets the answer of one that is not
 * there.
 * @param shownText how the user reads a text of the wire
 * @throws DeviceError `invalid_data`, `not_found`
 */
export function checkShow({
  call: { action, data },
  view,
  rows,
  shownText,
}: {
  call: ToolCall;
  view: PrivacyView;
  rows: AllWorkRows;
  shownText: (text: string) => string;
}): CheckedShow {
  if (!isShowAction(action)) throw new DeviceError('unknown_action', `"${action}" shows nothing.`);
  switch (action) {
    case 'ui.navigate_to': {
      const { screen } = checkedData({ schema: screenSchema, data: data ?? {}, action });
      return { showing: { kind: 'screen', screen }, summary: `Open “${screenNames[screen]}”` };
    }
    case 'ui.open_item': {
      const { table, id } = checkedData({ schema: itemSchema, data: data ?? {}, action });
      if (!rows[table].exists(id) || (!view.isOpen && !view.sees({ table, id }))) throw missingRow({ table, id });
      return { showing: { kind: 'row', table, id }, summary: `Open the ${rowNouns[table]} “${rows[table].label(id) ?? ''}”` };
    }
    case 'ui.notify': {
      const { text } = checkedData({ schema: textSchema, data: data ?? {}, action });
      const read = plainText(shownText(text));
      if (read === '') throw new DeviceError('invalid_data', `${action}: text: it shows nothing. Give it words.`);
      return { showing: { kind: 'text', text }, summary: `Show you a notice: “${read}”` };
    }
    default:
      return action satisfies never;
  }
}
