/** Makes a text field as high as its text, up to a limit. */
export function fitHeight(field: HTMLTextAreaElement | null, max: number): void {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, max)}px`;
}
