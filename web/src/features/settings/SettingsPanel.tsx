import type { ReactElement, ReactNode } from 'react';
import { useStore } from '../../shared/store';
import {
  chooseNotifications,
  notificationChoice,
  type NotificationChoice,
} from '../../shared/notifications/notificationChoice';
import { Switch } from '../../shared/ui/Switch';
import { chooseTheme, currentTheme, THEMES, type Theme } from './theme';
import type { SettingsPanelProps } from './types';

const THEME_NAMES: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

export function SettingsPanel({ settings, models, onChange }: SettingsPanelProps): ReactElement {
  return (
    <div className="divide-y divide-line">
      <Row
        label="Keep answering when I leave"
        labelFor="keep-answering"
        hint="Off: closing or reloading the page stops the answers it started, and keeps what is written. On: they go on without you."
      >
        <Switch
          id="keep-answering"
          testId="keep-answering"
          describedBy="keep-answering-hint"
          isOn={settings.onLeave === 'continue'}
          onChange={(isOn) => {
            onChange({ onLeave: isOn ? 'continue' : 'stop' });
          }}
        />
      </Row>
      <PauseRow settings={settings} onChange={onChange} />
      <Row label="Model for new conversations" labelFor="default-model" hint="Each conversation can choose another.">
        <select
          id="default-model"
          data-testid="default-model"
          aria-describedby="default-model-hint"
          className="h-9 w-44 rounded-lg border border-line-strong bg-page px-2 text-sm"
          value={settings.defaultModel ?? ''}
          onChange={(event) => {
            onChange({ defaultModel: event.target.value === '' ? null : event.target.value });
          }}
        >
          <option value="">Choose for me</option>
          {models.map((model) => (
            <option key={model.id} value={model.id} disabled={!model.available}>
              {model.name}
            </option>
          ))}
        </select>
      </Row>
      <NotificationRow />
      <ThemeRow />
      <p className="pt-4 text-xs leading-relaxed text-faint">
        Polylogue runs on your own machine. Your conversations lie in its data folder and go nowhere but to the models
        that you connect. Free software under the Apache License 2.0.
      </p>
    </div>
  );
}

function PauseRow({ settings, onChange }: Pick<SettingsPanelProps, 'settings' | 'onChange'>): ReactElement {
  return (
    <Row
      label="Pause new answers"
      labelFor="pause-new"
      hint="On: what you ask waits in line until you switch this off again. Answers that have begun go on."
    >
      <Switch
        id="pause-new"
        testId="pause-new"
        describedBy="pause-new-hint"
        isOn={settings.pauseNew === true}
        onChange={(pauseNew) => {
          onChange({ pauseNew });
        }}
      />
    </Row>
  );
}

const NOTIFICATION_HINTS: Readonly<Record<NotificationChoice, string>> = {
  off: 'When an answer is finished, failed or asks you something in a conversation that you do not see. For this browser.',
  on: 'When an answer is finished, failed or asks you something in a conversation that you do not see. For this browser.',
  blocked: 'Your browser does not let this page show notifications. You can change that in the settings of the page.',
  impossible: 'This browser shows notifications only for pages of this machine or over https.',
};

function NotificationRow(): ReactElement {
  const choice = useStore(notificationChoice);
  return (
    <Row label="Notify me when I look elsewhere" labelFor="notifications" hint={NOTIFICATION_HINTS[choice]}>
      <Switch
        id="notifications"
        testId="notifications"
        describedBy="notifications-hint"
        isOn={choice === 'on'}
        isDisabled={choice === 'blocked' || choice === 'impossible'}
        onChange={(isOn) => void chooseNotifications(isOn)}
      />
    </Row>
  );
}

function ThemeRow(): ReactElement {
  const theme = useStore(currentTheme);
  return (
    <Row label="Look" labelFor="theme" hint="For this browser.">
      <div role="radiogroup" aria-label="Look" id="theme" className="flex rounded-lg bg-sunken p-0.5">
        {THEMES.map((each) => (
          <label
            key={each}
            className="cursor-pointer rounded-md px-3 py-1.5 text-sm text-soft has-checked:bg-raised has-checked:font-medium has-checked:text-text has-checked:shadow-low has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name="theme"
              value={each}
              data-testid={`theme-${each}`}
              className="visually-hidden"
              checked={theme === each}
              onChange={() => {
                chooseTheme(each);
              }}
            />
            {THEME_NAMES[each]}
          </label>
        ))}
      </div>
    </Row>
  );
}

interface RowProps {
  readonly label: string;
  readonly labelFor: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Row({ label, labelFor, hint, children }: RowProps): ReactElement {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-56">
        <label htmlFor={labelFor} className="text-base font-medium">
          {label}
        </label>
        <p id={`${labelFor}-hint`} className="mt-0.5 text-sm text-pretty text-soft">
          {hint}
        </p>
      </div>
      {children}
    </div>
  );
}
