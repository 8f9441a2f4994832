import type { z } from 'zod';
import { approvalSchema, type ApprovalWhy } from '#rpc/approvals.ts';

/** What the user is shown of a call, as it is kept with it. */
export const shownSchema = approvalSchema.pick({ row: true, fields: true, hanging: true, since: true, input: true });
export type Shown = z.infer<typeof shownSchema>;

/** One reason to ask, in a sentence for the user. */
export interface Why {
  code: ApprovalWhy;
  sentence: string;
}
export const whySchema = approvalSchema.shape.why;
