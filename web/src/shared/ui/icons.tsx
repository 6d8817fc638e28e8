import type { ReactElement, ReactNode } from 'react';

/** Icons are drawn on a grid of 20, one stroke width, and carry no meaning alone: text stands beside or behind them. */
interface IconProps {
  readonly size?: number;
  readonly className?: string;
}

function icon(shape: ReactNode): (props: IconProps) => ReactElement {
  return function Icon({ size = 18, className }) {
    return (
      <svg
        className={className}
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {shape}
      </svg>
    );
  };
}

export const AttachIcon = icon(
  <path d="m15.5 9-5.9 5.9a3.3 3.3 0 0 1-4.7-4.7l6.2-6.2a2.2 2.2 0 0 1 3.1 3.1l-6.1 6.2a1.1 1.1 0 0 1-1.6-1.6l5.5-5.5" />,
);
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />);
export const MenuIcon = icon(<path d="M3.5 6h13M3.5 10h9M3.5 14h13" />);
export const SidebarIcon = icon(
  <>
    <rect x="2.75" y="3.75" width="14.5" height="12.5" rx="2.5" />
    <path d="M7.75 4v12" />
  </>,
);
export const BoardIcon = icon(
  <>
    <rect x="3" y="3.5" width="6" height="6" rx="1.5" />
    <rect x="11" y="3.5" width="6" height="6" rx="1.5" />
    <rect x="3" y="11.5" width="6" height="5" rx="1.5" />
    <rect x="11" y="11.5" width="6" height="5" rx="1.5" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5.25" />
    <path d="m13 13 3.5 3.5" />
  </>,
);
export const SettingsIcon = icon(
  <>
    <path d="M3 6.5h7M14.5 6.5H17M3 13.5h2.5M10 13.5h7" />
    <circle cx="12.25" cy="6.5" r="2.1" />
    <circle cx="7.75" cy="13.5" r="2.1" />
  </>,
);
export const SendIcon = icon(<path d="M10 16V4.5M5 9.25 10 4.25l5 5" />);
export const StopIcon = icon(<rect x="5.5" y="5.5" width="9" height="9" rx="1.75" fill="currentColor" stroke="none" />);
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
    <path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" />
  </>,
);
export const CheckIcon = icon(<path d="m4.5 10.5 3.75 3.75L15.5 6.5" />);
export const EditIcon = icon(
  <path d="m11.75 5 3.25 3.25M4 16l.75-3.5 8-8a1.75 1.75 0 0 1 2.5 0l.25.25a1.75 1.75 0 0 1 0 2.5l-8 8Z" />,
);
export const RegenerateIcon = icon(<path d="M16 10a6 6 0 1 1-1.9-4.4M16.25 3v3.25H13" />);
export const ContinueIcon = icon(<path d="M4 5.5v9l6-4.5ZM11 5.5v9l6-4.5Z" />);
export const TrashIcon = icon(
  <path d="M4 5.75h12M8 5.5V4.25a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1V5.5M5.5 6l.6 9a1.6 1.6 0 0 0 1.6 1.5h4.6a1.6 1.6 0 0 0 1.6-1.5l.6-9" />,
);
export const PinIcon = icon(<path d="M7 3.5h6l-.75 5L15 11v1.25H5V11l2.75-2.5ZM10 12.5V17" />);
export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="4.75" cy="10" r="1.4" />
    <circle cx="10" cy="10" r="1.4" />
    <circle cx="15.25" cy="10" r="1.4" />
  </g>,
);
export const ChevronLeftIcon = icon(<path d="M12 5.5 7.5 10l4.5 4.5" />);
export const ChevronRightIcon = icon(<path d="M8 5.5 12.5 10 8 14.5" />);
export const ChevronDownIcon = icon(<path d="M5.5 8 10 12.5 14.5 8" />);
export const ArrowDownIcon = icon(<path d="M10 4v11.5M5 10.75l5 5 5-5" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const WarningIcon = icon(<path d="M10 3.5 2.75 16h14.5ZM10 8.25v3.5M10 13.9v.1" />);
export const QuestionIcon = icon(
  <>
    <path d="M3.25 9.5a6.75 6 0 1 1 3.1 5l-2.85.75.8-2.4a5.6 5.6 0 0 1-1.05-3.35Z" />
    <path d="M8.4 8a1.7 1.7 0 1 1 2.3 1.6c-.5.25-.7.5-.7 1M10 12.4v.05" />
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.5" strokeDasharray="2.4 2.1" />
    <path d="M10 6.75V10l2.25 1.5" />
  </>,
);
export const InterruptedIcon = icon(<path d="M2.75 10h4.5M12.75 10h4.5M8.5 14.25l3-8.5" />);
export const ToolIcon = icon(
  <path d="M12.2 7.8 16 4a4 4 0 0 0-5.3 5l-6 6a1.4 1.4 0 0 0 2 2l6-6a4 4 0 0 0 5-5.3l-3.1 3.1Z" />,
);
export const SourceIcon = icon(<path d="M5 3.5h6.5L15.5 7v9.5H5ZM11.25 3.75V7.25h4M7.75 10.5h5M7.75 13.25h5" />);
export const SparkIcon = icon(
  <path d="M10 3.5c.5 4 2.5 6 6.5 6.5-4 .5-6 2.5-6.5 6.5-.5-4-2.5-6-6.5-6.5 4-.5 6-2.5 6.5-6.5Z" />,
);
export const TableIcon = icon(
  <>
    <rect x="3" y="4" width="14" height="12" rx="2" />
    <path d="M3 8.25h14M8 8.25V16" />
  </>,
);
export const CodeIcon = icon(<path d="m7 6-4 4 4 4M13 6l4 4-4 4" />);
export const TextIcon = icon(<path d="M3.5 5h13M3.5 8.5h13M3.5 12h13M3.5 15.5h7" />);
export const DisconnectedIcon = icon(
  <path d="M3 7.6a10 10 0 0 1 3.4-2M10 4.75a10.3 10.3 0 0 1 7 2.85M5.6 10.6a6.3 6.3 0 0 1 2.6-1.5M12.4 9.4c.8.3 1.4.7 2 1.2M10 14.75v.05M3.5 3.5l13 13" />,
);

interface StreamIconProps extends IconProps {
  /** For where there can be many: each mark that moves is a layer of its own, and each frame pays for all layers. */
  readonly isStill?: boolean;
}

/**
 * Three lines that grow: the mark of a conversation that streams. One box and not a drawing, because the browser moves
 * boxes without the page's own thread.
 */
export function StreamIcon({ size = 18, className = '', isStill = false }: StreamIconProps): ReactElement {
  const look = `stream-lines ${isStill ? '' : 'stream-lines-moving'} ${className}`;
  return <span aria-hidden className={look} style={{ width: size, height: size }} />;
}

export function Logo({ size = 28, className }: IconProps): ReactElement {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round">
        <path d="M8.5 10.5h10" />
        <path d="M8.5 16h15" />
        <path d="M8.5 21.5h6" />
      </g>
      <g fill="var(--on-accent)">
        <circle cx="23" cy="10.5" r="1.6" />
        <circle cx="19" cy="21.5" r="1.6" />
      </g>
    </svg>
  );
}
