/**
 * The fields of a small form, from a JSON schema of a flat object: strings, numbers, booleans and choices, which is what
 * tools of the Model Context Protocol may ask for.
 */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly isRequired: boolean;
  readonly kind: FieldKind;
  readonly initial: string | boolean;
}

export type FieldKind =
  | { readonly type: 'text'; readonly input: 'text' | 'email' | 'url' | 'date' | 'datetime-local' }
  | { readonly type: 'number'; readonly isWhole: boolean; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] };

type Fields = Readonly<Record<string, unknown>>;

/** No fields: the schema is none of a form, and words are the answer. */
export function fieldsOf(schema: unknown): readonly FormField[] {
  const properties = isFields(schema) ? schema['properties'] : undefined;
  if (!isFields(schema) || !isFields(properties)) return [];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([name, property]) =>
    isFields(property) ? [field(name, property, required.includes(name))] : [],
  );
}

function field(name: string, property: Fields, isRequired: boolean): FormField {
  const initial = property['default'];
  return {
    name,
    label: textOf(property['title']) ?? name,
    description: textOf(property['description']),
    isRequired,
    kind: kindOf(property),
    initial: initialOf(initial),
  };
}

function initialOf(value: unknown): string | boolean {
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return typeof value === 'number' ? value.toString() : '';
}

function kindOf(property: Fields): FieldKind {
  const options = optionsOf(property);
  if (options.length > 0) return { type: 'choice', options };
  switch (property['type']) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
    case 'integer':
      return {
        type: 'number',
        isWhole: property['type'] === 'integer',
        ...bound('min', property['minimum']),
        ...bound('max', property['maximum']),
      };
    default:
      return { type: 'text', input: inputOf(property['format']) };
  }
}

function bound(name: 'min' | 'max', value: unknown): { readonly min?: number; readonly max?: number } {
  return typeof value === 'number' ? { [name]: value } : {};
}

function optionsOf(property: Fields): readonly { readonly value: string; readonly label: string }[] {
  const { enum: values, enumNames: names, oneOf } = property;
  if (Array.isArray(values)) {
    return values.map((value, index) => ({
      value: String(value),
      label: (Array.isArray(names) ? textOf(names[index]) : undefined) ?? String(value),
    }));
  }
  if (!Array.isArray(oneOf)) return [];
  return oneOf.filter(isFields).map((option) => ({
    value: String(option['const']),
    label: textOf(option['title']) ?? String(option['const']),
  }));
}

function inputOf(format: unknown): 'text' | 'email' | 'url' | 'date' | 'datetime-local' {
  switch (format) {
    case 'email':
    case 'date':
      return format;
    case 'uri':
      return 'url';
    case 'date-time':
      return 'datetime-local';
    default:
      return 'text';
  }
}

/** What was typed, as the values that the schema wants; what was left empty is left out. */
export function valuesOf(
  fields: readonly FormField[],
  typed: Readonly<Record<string, string | boolean>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const value = typed[name];
      if (value === undefined || value === '') return [];
      return [[name, kind.type === 'number' ? Number(value) : value]];
    }),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
