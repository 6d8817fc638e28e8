/** Model servers, as the settings show and change them. Keys go to the server and never come back. */
export interface ProviderEntry {
  readonly name: string;
  /** Missing for one that was found. */
  readonly dialect?: string;
  /** Only for those who may change it. */
  readonly baseUrl?: string;
  readonly hasKey: boolean;
  readonly maxConcurrent?: number;
  readonly requestsPerMinute?: number;
  readonly models: readonly string[];
  readonly readOnly: boolean;
  readonly available: boolean;
  readonly modelCount: number;
  readonly reason?: string;
}

export interface ProviderList {
  readonly mayChange: boolean;
  readonly items: readonly ProviderEntry[];
}

export interface ProviderWish {
  readonly name?: string;
  readonly dialect?: string;
  readonly baseUrl?: string;
  readonly apiKey?: string;
  readonly maxConcurrent?: number;
  readonly requestsPerMinute?: number;
}

export interface ProviderTried {
  readonly ok: boolean;
  readonly modelCount: number;
  readonly detail: string;
}
