import { AlertDialog as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { Button } from './Button';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly description: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
}

export function ConfirmDialogPanel(props: ConfirmDialogProps): ReactElement {
  return (
    <Radix.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-[fade_150ms] bg-veil" />
        <Radix.Content className="fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-1/2 animate-[appear_180ms_ease-out] rounded-2xl border border-line bg-raised p-6 shadow-high focus:outline-none">
          <Radix.Title className="text-lg font-semibold tracking-tight">{props.title}</Radix.Title>
          <Radix.Description className="mt-1.5 text-base text-soft">{props.description}</Radix.Description>
          <div className="mt-6 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button look="quiet">Cancel</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button look="danger" data-testid="confirm-delete" onClick={props.onConfirm}>
                {props.confirmLabel}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
