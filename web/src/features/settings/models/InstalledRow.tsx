import { useState, type ReactElement } from 'react';
import type { InstalledModel } from '../../../protocol/localModels';
import { Button } from '../../../shared/ui/Button';
import { sizeWords } from './sizeWords';

interface InstalledRowProps {
  readonly model: InstalledModel;
  readonly title: string;
  readonly mayChange: boolean;
  readonly canRun: boolean;
  readonly onUse: () => void;
  readonly onRemove: () => void;
}

/** A model that is there. */
export function InstalledRow({ model, title, mayChange, canRun, onUse, onRemove }: InstalledRowProps): ReactElement {
  const [isSure, setIsSure] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2" data-testid={`local-${model.name}`}>
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${canRun ? 'bg-accent' : 'bg-danger'}`} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-base font-medium">{title}</p>
        <p className="text-sm wrap-anywhere text-soft">
          {model.model} · {sizeWords(model.size)}
        </p>
      </div>
      <span className="flex shrink-0 gap-1">
        {canRun && !isSure && (
          <Button className="h-8 px-2.5" data-testid="local-use" onClick={onUse}>
            Use it
          </Button>
        )}
        {mayChange && (
          <Button
            look={isSure ? 'danger' : 'plain'}
            className="h-8 px-2.5"
            data-testid="local-remove"
            onClick={() => {
              if (isSure) onRemove();
              else setIsSure(true);
            }}
          >
            {isSure ? 'Remove now' : 'Remove'}
          </Button>
        )}
        {isSure && (
          <Button
            look="plain"
            className="h-8 px-2.5"
            onClick={() => {
              setIsSure(false);
            }}
          >
            Keep
          </Button>
        )}
      </span>
    </div>
  );
}
