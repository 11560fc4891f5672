/** Tells whether a JSON value is what one schema asks for; the same in Node and browser, by `#schema`. */
export interface SchemaChecker {
  holds(value: unknown): boolean;
  firstError(value: unknown): { readonly instancePath: string; readonly message: string } | null;
}
