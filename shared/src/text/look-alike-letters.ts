/**
 * Letters that most fonts draw like a Latin one (Unicode's confusables.txt, those alone that a reader takes for it):
 * for each Latin letter those of the script.
 */
const tables = {
  Cyrillic: {
    A: '\u0410',
    B: '\u0412',
    C: '\u0421',
    E: '\u0415',
    G: '\u050c',
    H: '\u041d',
    I: '\u0406\u04c0',
    J: '\u0408',
    K: '\u041a',
    M: '\u041c',
    O: '\u041e',
    P: '\u0420',
    S: '\u0405',
    T: '\u0422',
    V: '\u0474',
    W: '\u051c',
    X: '\u0425',
    Y: '\u0423\u04ae',
    a: '\u0430',
    c: '\u0441',
    d: '\u0501',
    e: '\u0435',
    h: '\u04bb',
    i: '\u0456',
    j: '\u0458',
    l: '\u04cf',
    o: '\u043e',
    p: '\u0440',
    q: '\u051b',
    s: '\u0455',
    v: '\u0475',
    w: '\u051d',
    x: '\u0445',
    y: '\u0443\u04af',
  },
  Greek: {
    A: '\u0391',
    B: '\u0392',
    C: '\u03f9',
    E: '\u0395',
    H: '\u0397',
    I: '\u0399',
    J: '\u037f',
    K: '\u039a',
    M: '\u039c',
    N: '\u039d',
    O: '\u039f',
    P: '\u03a1',
    T: '\u03a4',
    X: '\u03a7',
    Y: '\u03a5',
    Z: '\u0396',
    a: '\u03b1',
    c: '\u03f2',
    i: '\u03b9',
    j: '\u03f3',
    o: '\u03bf',
    p: '\u03c1',
    u: '\u03c5',
    v: '\u03bd',
  },
  Armenian: {
    O: '\u0555',
    S: '\u054f',
    U: '\u054d',
    g: '\u0581',
    h: '\u0570',
    n: '\u0578',
    o: '\u0585',
    u: '\u057d',
  },
  Cherokee: {
    A: '\u13aa',
    B: '\u13f4',
    C: '\u13df',
    D: '\u13a0',
    E: '\u13ac',
    G: '\u13c0',
    H: '\u13bb',
    J: '\u13ab',
    K: '\u13e6',
    L: '\u13de',
    M: '\u13b7',
    P: '\u13e2',
    R: '\u13a1',
    S: '\u13da',
    T: '\u13a2',
    V: '\u13d9',
    W: '\u13b3',
    Y: '\u13a9',
    Z: '\u13c3',
  },
  Lisu: {
    A: '\ua4ee',
    B: '\ua4d0',
    C: '\ua4da',
    D: '\ua4d3',
    E: '\ua4f0',
    F: '\ua4dd',
    G: '\ua4d6',
    H: '\ua4e7',
    I: '\ua4f2',
    J: '\ua4d9',
    K: '\ua4d7',
    L: '\ua4e1',
    M: '\ua4df',
    N: '\ua4e0',
    O: '\ua4f3',
    P: '\ua4d1',
    R: '\ua4e3',
    S: '\ua4e2',
    T: '\ua4d4',
    U: '\ua4f4',
    V: '\ua4e6',
    W: '\ua4ea',
    X: '\ua4eb',
    Y: '\ua4ec',
    Z: '\ua4dc',
  },
  /** Latin letters that are no ASCII and look as if they were. */
  Latin: {
    I: '\u2160',
    V: '\u2164',
    X: '\u2169',
    L: '\u216c',
    C: '\u216d',
    D: '\u216e',
    M: '\u216f',
    K: '\u212a',
    a: '\u0251',
    c: '\u217d',
    d: '\u217e',
    g: '\u0261',
    i: '\u2170',
    l: '\u217c\u01c0',
    m: '\u217f',
    s: '\u017f',
    v: '\u2174',
    x: '\u2179',
    '!': '\u01c3',
  },
};

export type LookAlikeScript = keyof typeof tables | 'styled';

/** The letter that a character is taken for, and the script that it is of; `styled` are full width and mathematical. */
export interface LookAlikeLetter {
  readonly like: string;
  readonly script: LookAlikeScript;
}

const letters = new Map<string, LookAlikeLetter>();
for (const [script, table] of Object.entries(tables)) {
  for (const [like, characters] of Object.entries(table)) {
    for (const character of characters) letters.set(character, { like, script: script as LookAlikeScript });
  }
}

const styled =
  /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134\u2139\u2145-\u2149\u{1d400}-\u{1d7ff}]/u;

/** Any character that has an answer from `lookAlikeLetter`, or nearly. */
export const anyLookAlike = new RegExp(`${styled.source}|[${[...letters.keys()].join('')}]`, 'u');

export function lookAlikeLetter(character: string): LookAlikeLetter | null {
  const known = letters.get(character);
  if (known !== undefined) return known;
  if (!styled.test(character)) return null;
  const like = character.normalize('NFKC');
  return /^[A-Za-z0-9]$/.test(like) ? { like, script: 'styled' } : null;
}
