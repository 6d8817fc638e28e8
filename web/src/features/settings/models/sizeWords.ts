const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const EXACT = new Intl.NumberFormat('en');

/** 491 MB, 1.1 GB: as shops and hosts count. */
export function sizeWords(bytes: number): string {
  return bytes >= 1e9 ? `${ONE_DIGIT.format(bytes / 1e9)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** 491,400,032 bytes. */
export function exactSize(bytes: number): string {
  return `${EXACT.format(bytes)} bytes`;
}
