/** As much of JSON Schema as our own schemas are written in. */
export interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  minimum?: number;
  minLength?: number;
  format?: string;
}

/**
 * A value that fits a schema. `named` gives the values of properties by their name, so that they are what a peer would send;
 * `whole`: with every property that may be there, else with the required ones alone.
 */
export function sampleOf({
  schema,
  named,
  whole,
  name = '',
}: {
  schema: JsonSchema;
  named: (name: string) => unknown;
  whole: boolean;
  name?: string;
}): unknown {
  const of = (part: JsonSchema, its: string): unknown => sampleOf({ schema: part, named, whole, name: its });
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const known = named(name);
  if (known !== undefined) return known;
  const option = (schema.anyOf ?? schema.oneOf)?.find((each) => each.type !== 'null');
  if (option) return of(option, name);
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  switch (type) {
    case 'array':
      return schema.items ? [of(schema.items, name)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'string':
      return schema.format === 'email' ? 'somebody@example.test' : 'x'.repeat(Math.max(1, schema.minLength ?? 1));
    case 'object': {
      const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => whole || schema.required?.includes(key));
      return Object.fromEntries(wanted.map(([key, part]) => [key, of(part, key)]));
    }
    case undefined:
    default:
      return {};
  }
}
