/** Models that run inside the server, as the settings show and fetch them. */
export interface InstalledModel {
  readonly name: string;
  /** Its id among all models. */
  readonly model: string;
  readonly size: number;
}

export interface AvailableModel {
  readonly name: string;
  readonly title: string;
  readonly goodFor: string;
  readonly licence: string;
  readonly address: string;
  readonly host: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ModelDownload {
  readonly name: string;
  readonly received: number;
  readonly size: number;
  readonly phase: 'loading' | 'checking' | 'stopped';
  /** Why it stopped; missing where a person stopped it. */
  readonly trouble?: string;
}

export interface LocalModelList {
  readonly mayChange: boolean;
  /** Why none can run on the server's machine. */
  readonly reason?: string;
  readonly installed: readonly InstalledModel[];
  readonly available: readonly AvailableModel[];
  readonly downloads: readonly ModelDownload[];
}
