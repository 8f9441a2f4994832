import type { ToolReply, ToolRequest } from './step-answer.ts';
import type { ApprovedInput } from './step-record.ts';
import { DeviceRefusal, placeOf, ToolFault, type Tool, type ToolContext } from './tools/index.ts';

/** Codes by which a device says that it does not want to, rather than that it cannot. */
const REFUSALS = new Set([
  'run_not_granted',
  'run_closed',
  'action_not_granted',
  'quota_exceeded',
  'needs_approval',
  'rejected',
  'path_not_allowed',
]);

/** How a device's error is told: it refused, or it failed. */
export function outcomeOf(code: string): 'refused' | 'error' {
  return REFUSALS.has(code) ? 'refused' : 'error';
}

/**
 * Runs one tool and answers what the model reads, errors too: a tool that fails never fails the run. A tool that the
 * backend runs after approval runs with what the user approved. What is no fault of the tool (a lost lease, a cancel, an
 * approval that is pending) is thrown on.
 */
export async function runTool({
  request,
  tools,
  context,
  askUser,
}: {
  request: ToolRequest;
  tools: readonly Tool[];
  context: ToolContext;
  askUser: () => Promise<ApprovedInput | ToolReply>;
}): Promise<ToolReply> {
  const tool = tools.find((each) => each.name === request.name);
  if (request.fault !== undefined || !tool) {
    return {
      outcome: 'refused',
      output: { error: request.fault ?? `There is no tool called ${request.name}.`, code: 'invalid_data' },
    };
  }
  const approved = placeOf(request) === 'backend_after_approval' ? await askUser() : { input: request.input, isEdited: false };
  if ('outcome' in approved) return approved;
  try {
    const output = await tool.run({ input: approved.input, context });
    return { outcome: 'ok', output: approved.isEdited ? withEdit({ output, input: approved.input }) : output };
  } catch (error) {
    if (error instanceof DeviceRefusal) {
      return { outcome: outcomeOf(error.code), output: { error: error.message, code: error.code } };
    }
    if (error instanceof ToolFault) return { outcome: 'error', output: { error: error.message, code: error.code } };
    throw error;
  }
}

/** The model asked for one thing, and the user made another of it. */
function withEdit({ output, input }: { output: unknown; input: unknown }): unknown {
  const note = 'The user changed the input before approving it. This is what was done.';
  return { ...(typeof output === 'object' ? output : { output }), note, approved_input: input };
}
