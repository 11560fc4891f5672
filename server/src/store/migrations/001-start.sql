-- The three keys that this folder belongs to: a log must never be continued with another key.
CREATE TABLE identity (
  role TEXT PRIMARY KEY,
  vkey TEXT NOT NULL
) STRICT;

-- Both logs' entries. seq is the order in which this node took them.
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  log TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  signer TEXT NOT NULL,
  subject TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  sha512 TEXT,
  severity TEXT,
  bytes BLOB NOT NULL,
  UNIQUE (log, position)
) STRICT;

CREATE INDEX entry_subject ON entry (subject);
CREATE INDEX entry_sha256 ON entry (sha256);
CREATE INDEX entry_sha512 ON entry (sha512) WHERE sha512 IS NOT NULL;
CREATE INDEX entry_signer ON entry (signer);
CREATE INDEX entry_severity ON entry (severity) WHERE severity IS NOT NULL;

-- Which artifact a statement names: its subject, and the base of a change.
CREATE TABLE named_artifact (
  sha256 TEXT NOT NULL,
  sha512 TEXT NOT NULL,
  purl TEXT NOT NULL,
  flagged INTEGER NOT NULL,
  PRIMARY KEY (sha256, sha512, purl, flagged)
) STRICT, WITHOUT ROWID;

-- The first cosigned checkpoint of each size that was published.
CREATE TABLE first_checkpoint (
  log TEXT NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  time INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (log, size)
) STRICT;

-- The checkpoint that is published now.
CREATE TABLE head (
  log TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  time INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

-- The artifacts kept as files, and when each was last asked for.
CREATE TABLE artifact (
  sha256 TEXT PRIMARY KEY,
  length INTEGER NOT NULL,
  used INTEGER NOT NULL
) STRICT;
