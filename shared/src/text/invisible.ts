/**
 * What shows as nothing, as a plain blank, or as part of what stands before it: control, format (bidi, zero width),
 * surrogate, private and unassigned characters, whatever Unicode lets a font leave out, blanks that are no space,
 * combining marks without a letter under them, and those on top of four others.
 */
export const invisible =
  /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]|(?=\p{M})(?<![\p{L}\p{N}\p{M}])\p{M}+|(?=\p{M})(?<=\p{M}{4})\p{M}+/gu;

/** Most of what is shown, and quick to tell. */
export const printableAscii = /^[ -~]+$/;
