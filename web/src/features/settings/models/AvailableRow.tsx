import { useState, type ReactElement } from 'react';
import type { AvailableModel, ModelDownload } from '../../../protocol/localModels';
import { Button } from '../../../shared/ui/Button';
import { exactSize, sizeWords } from './sizeWords';

interface AvailableRowProps {
  readonly model: AvailableModel;
  readonly download: ModelDownload | undefined;
  readonly mayChange: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

/** A model to fetch: chosen, then confirmed with all that is known of the file, then watched as it comes. */
export function AvailableRow({ model, download, mayChange, onStart, onStop }: AvailableRowProps): ReactElement {
  const [isChosen, setIsChosen] = useState(false);
  const isComing = download !== undefined && download.phase !== 'stopped';
  return (
    <div data-testid={`local-${model.name}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-40">
          <p className="truncate text-base font-medium">{model.title}</p>
          <p className="text-sm text-pretty text-soft">{model.goodFor}</p>
          <p className="text-xs text-faint">
            {sizeWords(model.size)} · {model.licence} · {model.host}
          </p>
        </div>
        {mayChange && !isChosen && !isComing && (
          <Button
            className="h-8 shrink-0 px-2.5"
            data-testid="local-get"
            onClick={() => {
              setIsChosen(true);
            }}
          >
            {download === undefined ? 'Get' : 'Go on'}
          </Button>
        )}
      </div>
      {isChosen && !isComing && (
        <Confirm
          model={model}
          onYes={() => {
            setIsChosen(false);
            onStart();
          }}
          onNo={() => {
            setIsChosen(false);
          }}
        />
      )}
      {download !== undefined && <Progress download={download} mayStop={mayChange && isComing} onStop={onStop} />}
    </div>
  );
}

interface ConfirmProps {
  readonly model: AvailableModel;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Confirm({ model, onYes, onNo }: ConfirmProps): ReactElement {
  return (
    <div className="mt-3 rounded-lg bg-sunken p-3 text-sm">
      <dl className="space-y-1.5">
        <Fact name="From" text={model.address} />
        <Fact name="Size" text={exactSize(model.size)} />
        <Fact name="SHA-256" text={model.sha256} />
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="primary" data-testid="local-confirm" onClick={onYes}>
          Download {sizeWords(model.size)}
        </Button>
        <Button look="plain" onClick={onNo}>
          Not now
        </Button>
      </div>
    </div>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactElement {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="font-mono text-xs break-all">{text}</dd>
    </div>
  );
}

interface ProgressProps {
  readonly download: ModelDownload;
  readonly mayStop: boolean;
  readonly onStop: () => void;
}

function Progress({ download, mayStop, onStop }: ProgressProps): ReactElement {
  const percent = Math.floor((100 * download.received) / download.size);
  return (
    <div className="mt-3">
      <div className="flex items-center gap-3">
        <div
          role="progressbar"
          aria-label="Download"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken"
        >
          <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
        </div>
        {mayStop && (
          <Button look="plain" className="h-8 px-2.5" data-testid="local-stop" onClick={onStop}>
            Cancel
          </Button>
        )}
      </div>
      <p className={`mt-1 text-xs ${download.trouble === undefined ? 'text-faint' : 'text-danger-text'}`}>
        {wordsOf(download, percent)}
      </p>
    </div>
  );
}

function wordsOf({ phase, received, size, trouble }: ModelDownload, percent: number): string {
  if (trouble !== undefined) return trouble;
  if (phase === 'checking') return 'All there. Checking it …';
  const far = `${sizeWords(received)} of ${sizeWords(size)}, ${percent} %`;
  return phase === 'loading' ? far : `Stopped at ${far}. It goes on from there.`;
}
