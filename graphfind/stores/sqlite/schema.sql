-- The embedded store, schema version 2. Dates are proleptic Gregorian ordinals (date.toordinal()).

-- What the store as a whole remembers: "version" counts writes and stamps the cache; "salt" is for hashing the forgotten.
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- One imported export. Its records and ties stand under contiguous numbers and go with it.
CREATE TABLE source (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  lineage TEXT NOT NULL,           -- what a newer export of the same contacts shares with this one
  digest TEXT NOT NULL,            -- of the content and of the settings it was read with
  path TEXT NOT NULL,
  importer TEXT NOT NULL,
  owner TEXT NOT NULL,             -- the owner's name; '' where nobody's contacts are listed
  owner_kind TEXT NOT NULL,        -- '', 'named' by the export or 'stated' by the user
  mine INTEGER NOT NULL,
  imported_on INTEGER NOT NULL,
  first_record INTEGER NOT NULL,
  last_record INTEGER NOT NULL,
  records INTEGER NOT NULL,        -- how many are there still: a forgotten person's are not
  ties INTEGER NOT NULL,
  warnings INTEGER NOT NULL,       -- how many rows were rejected and warnings given
  region TEXT NOT NULL DEFAULT ''  -- the country of phone numbers that name none
);

CREATE TABLE member (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL);

-- What one place of a source says about one person. person is derived by identity resolution.
CREATE TABLE record (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  given_name TEXT,
  family_name TEXT,
  emails TEXT,                     -- as given, one a line
  phones TEXT,
  profile_urls TEXT,
  location TEXT,
  tags TEXT,
  as_of INTEGER,
  roster TEXT,
  member INTEGER,
  line INTEGER,
  person INTEGER NOT NULL
);
CREATE INDEX record_name ON record (name_key);
-- A person's number is that of their first record, so only the merged need an index.
CREATE INDEX record_merged ON record (person) WHERE person <> number;

-- Normalized addresses by which records are recognized: kind is urn, profile, email or phone.
CREATE TABLE identifier (record INTEGER, kind TEXT, value TEXT, PRIMARY KEY (record, kind, value)) WITHOUT ROWID;
CREATE INDEX identifier_value ON identifier (value, kind);

CREATE TABLE title (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE organization (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, key TEXT NOT NULL);
CREATE INDEX organization_key ON organization (key);

CREATE TABLE position (
  record INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  title INTEGER,
  organization INTEGER,
  location TEXT,
  started INTEGER,
  ended INTEGER,
  as_of INTEGER,
  study INTEGER NOT NULL,
  PRIMARY KEY (record, seq)
) WITHOUT ROWID;
CREATE INDEX position_title ON position (title);
CREATE INDEX position_organization ON position (organization);

CREATE TABLE interest (record INTEGER, organization TEXT, since INTEGER, PRIMARY KEY (record, organization)) WITHOUT ROWID;

-- One observed reason to believe that two records' people know each other.
CREATE TABLE evidence (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind INTEGER NOT NULL,           -- index into graphfind.model.EvidenceKind
  outgoing INTEGER NOT NULL,
  incoming INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  strength REAL,
  relation TEXT,
  member INTEGER,
  line INTEGER,
  PRIMARY KEY (a, b, seq)
) WITHOUT ROWID;

-- The log of matches: which records are one person, by which rule; verdicts are the user's.
CREATE TABLE match (a INTEGER, b INTEGER, rule TEXT, value TEXT, found_on INTEGER, PRIMARY KEY (a, b, rule, value)) WITHOUT ROWID;
CREATE INDEX match_b ON match (b);
CREATE TABLE suggestion (a INTEGER, b INTEGER, rule TEXT, value TEXT, found_on INTEGER, PRIMARY KEY (a, b, rule, value)) WITHOUT ROWID;
CREATE INDEX suggestion_b ON suggestion (b);
CREATE TABLE verdict (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, said_on INTEGER NOT NULL);

CREATE TABLE person (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

-- What the user said of a tie, or of one person (no end on side 1). An end is kept as every
-- identifier and content id its person had then, so that it holds when exports come and go.
CREATE TABLE override (number INTEGER PRIMARY KEY, value TEXT NOT NULL, said_on INTEGER NOT NULL);
CREATE TABLE override_end (
  override INTEGER NOT NULL,
  side INTEGER NOT NULL,
  kind TEXT NOT NULL,              -- that of an identifier, or 'rid'
  value TEXT NOT NULL,
  PRIMARY KEY (override, side, kind, value)
) WITHOUT ROWID;

-- Salted hashes of those who asked to be forgotten, so that no import brings them back.
CREATE TABLE forgotten (salt TEXT, hash TEXT, PRIMARY KEY (salt, hash)) WITHOUT ROWID;

-- Files written from this store that hold people's data.
CREATE TABLE copy (path TEXT PRIMARY KEY, kind TEXT NOT NULL, written_on INTEGER NOT NULL) WITHOUT ROWID;

-- The graph as arrays; rebuilt where its stamp is not the store's.
CREATE TABLE cache (name TEXT PRIMARY KEY, data BLOB NOT NULL);
