import type { FollowUp, FollowUpPause } from '../../protocol/followUps';
import type { FollowUpCommands } from './useFollowUps';

export interface FollowUpListProps {
  readonly items: readonly FollowUp[];
  readonly paused: FollowUpPause | null;
  readonly commands: FollowUpCommands;
}
