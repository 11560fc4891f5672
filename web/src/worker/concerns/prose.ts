const proseNames =
  /\.(md|markdown|txt|rst|adoc)$|(^|\/)(readme|license|licence|changelog|authors|notice|contributors)[^./]*$/i;

/** Whether a file is for people to read, by its name: what hides in code is at home in other languages' prose. */
export function isProse(path: string): boolean {
  return proseNames.test(path);
}
