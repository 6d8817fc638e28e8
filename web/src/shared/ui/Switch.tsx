import { Switch as Radix } from 'radix-ui';
import type { ReactElement } from 'react';

interface SwitchProps {
  readonly id: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly describedBy: string;
  readonly testId: string;
  readonly isDisabled?: boolean;
}

export function Switch({ id, isOn, onChange, describedBy, testId, isDisabled = false }: SwitchProps): ReactElement {
  return (
    <Radix.Root
      id={id}
      checked={isOn}
      disabled={isDisabled}
      onCheckedChange={onChange}
      aria-describedby={describedBy}
      data-testid={testId}
      className="relative h-6 w-10.5 shrink-0 rounded-full border border-line-strong bg-hover transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
    >
      <Radix.Thumb className="block size-4.5 translate-x-0.5 rounded-full bg-soft transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}
