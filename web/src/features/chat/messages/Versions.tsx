import type { ReactElement } from 'react';
import { ChevronLeftIcon, ChevronRightIcon } from '../../../shared/ui/icons';
import { IconButton } from '../../../shared/ui/IconButton';
import type { MessageVersions } from '../types';

interface VersionsProps {
  readonly versions: MessageVersions;
  readonly onSelect: (messageId: string) => void;
}

/** ‹ 2/3 ›: the versions of a message that was edited or generated again. */
export function Versions({ versions, onSelect }: VersionsProps): ReactElement | null {
  const { ids, position } = versions;
  if (ids.length < 2) return null;
  const step = (target: string | undefined) => () => {
    if (target !== undefined) onSelect(target);
  };
  return (
    <div className="flex items-center text-xs text-soft" role="group" aria-label="Versions">
      <IconButton
        label="Previous version"
        size="small"
        data-testid="version-previous"
        disabled={position <= 1}
        onClick={step(ids[position - 2])}
      >
        <ChevronLeftIcon size={16} />
      </IconButton>
      <span data-testid="version-label" className="min-w-7 text-center tabular-nums">
        {position}/{ids.length}
      </span>
      <IconButton
        label="Next version"
        size="small"
        data-testid="version-next"
        disabled={position >= ids.length}
        onClick={step(ids[position])}
      >
        <ChevronRightIcon size={16} />
      </IconButton>
    </div>
  );
}
