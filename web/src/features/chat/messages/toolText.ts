import type { ToolActivityState, ToolPart } from '../../../protocol/parts';

const ENDS: Readonly<Record<ToolActivityState, string>> = {
  'awaiting-approval': 'Waits for you',
  running: 'Running…',
  done: 'Done',
  failed: 'Failed',
  denied: 'Not allowed',
  expired: 'Nobody answered in time',
  cancelled: 'Stopped',
  'timed-out': 'Took too long',
};

/** How far a tool call is, in a few words. */
export function toolStateText(part: ToolPart, isLive: boolean): string {
  const { activity, state } = part;
  if (activity !== undefined) {
    return [progressText(part) ?? ENDS[activity.state], elapsedText(activity.elapsedMillis)]
      .filter(Boolean)
      .join(' · ');
  }
  if (state === 'input-available') return 'Called';
  return isLive ? 'Writing the arguments…' : 'Not finished';
}

function progressText({ activity }: ToolPart): string | undefined {
  const told = activity?.state === 'running' ? activity.progress : undefined;
  if (told === undefined) return undefined;
  const share = told.total === undefined ? undefined : `${Math.round((100 * told.progress) / told.total)} %`;
  return [told.message, share].filter(Boolean).join(' · ') || undefined;
}

function elapsedText(millis: number | undefined): string | undefined {
  if (millis === undefined) return undefined;
  return millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`;
}

/** Whether the tool is at it, or about to be. */
export function isToolUnderWay({ activity, state }: ToolPart): boolean {
  return activity?.state === 'running' && !state.startsWith('output-');
}

export function argumentsText(part: ToolPart): string {
  if (part.input !== undefined) return JSON.stringify(part.input, null, 2);
  return part.inputText === '' ? 'No arguments yet' : part.inputText;
}

/** What the tool gave, or why it did not; undefined while there is neither. */
export function resultText({ state, output, errorText }: ToolPart): string | undefined {
  switch (state) {
    case 'output-available':
      return typeof output === 'string' ? output : JSON.stringify(output, null, 2);
    case 'output-error':
      return errorText ?? '';
    case 'output-denied':
      return 'The tool was not run, and the model was told so.';
    case 'input-streaming':
    case 'input-available':
    case 'approval-requested':
    case 'approval-responded':
      return undefined;
  }
}
