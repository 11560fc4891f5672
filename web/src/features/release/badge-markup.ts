/** Markdown for a README: the badge, with a link to the page of the release. Neither address can end the markup. */
export function badgeMarkup(origin: string, purl: string): string {
  const query = new URLSearchParams({ purl }).toString().replaceAll(/[()*_~!']/g, escape);
  return `[![countersign](${origin}/badge.svg?${query})](${origin}/release?${query})`;
}

function escape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
