-- What a statement is looked for by, besides its subject. topic_of reads it from the entry (topic.ts).
ALTER TABLE entry ADD COLUMN date TEXT;
ALTER TABLE entry ADD COLUMN package TEXT;
ALTER TABLE entry ADD COLUMN ecosystem TEXT;
ALTER TABLE entry ADD COLUMN category TEXT;

CREATE TEMP TABLE topic AS SELECT seq, topic_of(bytes) AS said FROM entry;

UPDATE entry SET
  date = topic.said ->> '$.date',
  package = topic.said ->> '$.package.purl',
  ecosystem = topic.said ->> '$.package.ecosystem',
  category = topic.said ->> '$.category'
FROM topic WHERE topic.seq = entry.seq;

CREATE INDEX entry_package ON entry (package) WHERE package IS NOT NULL;
CREATE INDEX entry_retraction ON entry (subject, signer) WHERE kind = 'revocation';
CREATE INDEX entry_flag ON entry (seq) WHERE kind = 'flag';
CREATE INDEX entry_flag_category ON entry (category) WHERE kind = 'flag';
CREATE INDEX entry_flag_ecosystem ON entry (ecosystem) WHERE kind = 'flag';
CREATE INDEX named_artifact_purl ON named_artifact (purl);

-- What a flag is found by when there is more than one thing to find it by; rowid is its seq.
CREATE VIRTUAL TABLE flag_text USING fts5 (text, facts, content = '', columnsize = 0, tokenize = 'trigram');
INSERT INTO flag_text (rowid, text, facts)
SELECT seq, said ->> '$.text', said ->> '$.facts' FROM topic WHERE said ->> '$.text' IS NOT NULL;

-- What reviews and flags are about. The counts are of those that their signer did not take back; seq and latest are those
-- of the newest.
CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  purl TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  ecosystem TEXT NOT NULL,
  reviews INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  latest TEXT NOT NULL
) STRICT;

CREATE INDEX package_seq ON package (seq);
CREATE INDEX package_name ON package (name);
CREATE VIRTUAL TABLE package_text USING fts5 (name, content = '', columnsize = 0, tokenize = 'trigram');

-- Of a flag on a range the purl has no version.
CREATE TABLE release (
  id INTEGER PRIMARY KEY,
  purl TEXT NOT NULL UNIQUE,
  package TEXT NOT NULL,
  reviews INTEGER NOT NULL,
  flags INTEGER NOT NULL
) STRICT;

CREATE INDEX release_package ON release (package);

CREATE TEMP TABLE standing AS
SELECT e.seq, e.subject, e.package, e.kind, NOT EXISTS (
  SELECT 1 FROM entry r WHERE r.subject = e.id AND r.signer = e.signer AND r.kind = 'revocation'
) AS counts
FROM entry e WHERE e.package IS NOT NULL;

INSERT INTO package (purl, name, ecosystem, reviews, flags, seq, latest)
SELECT counted.package, topic.said ->> '$.package.name', topic.said ->> '$.package.ecosystem', reviews, flags, last,
  topic.said ->> '$.date'
FROM (
  SELECT package, max(seq) AS last, sum(counts AND kind = 'review') AS reviews, sum(counts AND kind = 'flag') AS flags
  FROM standing GROUP BY package
) counted JOIN topic ON topic.seq = counted.last
ORDER BY last;

INSERT INTO package_text (rowid, name) SELECT id, name FROM package;

INSERT INTO release (purl, package, reviews, flags)
SELECT subject, package, sum(counts AND kind = 'review'), sum(counts AND kind = 'flag')
FROM standing GROUP BY subject ORDER BY min(seq);

DROP TABLE standing;
DROP TABLE topic;

-- Which bytes a registry gave for a release; only of artifacts that are kept.
CREATE TABLE release_artifact (
  purl TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  sha512 TEXT NOT NULL
) STRICT;

CREATE INDEX release_artifact_sha256 ON release_artifact (sha256);

-- How large a change is, by the SHA-256 of both artifacts ('' for no base). NULL: it cannot be counted.
CREATE TABLE change_size (
  id INTEGER PRIMARY KEY,
  base TEXT NOT NULL,
  target TEXT NOT NULL,
  added INTEGER,
  removed INTEGER,
  files INTEGER,
  UNIQUE (base, target)
) STRICT;
