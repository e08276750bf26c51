-- Made by: sitrep ddl --dialect redshift --script tables
-- The tables of sitrep in Amazon Redshift, with what each column means.

CREATE SCHEMA IF NOT EXISTS sitrep;

-- One feed at one slot: whether it was asked, what it answered and how much was new. It tells "no incidents" and "we did not look" apart.
CREATE TABLE IF NOT EXISTS sitrep.feed_polls (
  feed_id VARCHAR(65535) NOT NULL,
  feed_url VARCHAR(65535) NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  status VARCHAR(65535) NOT NULL,
  publisher VARCHAR(65535),
  reason VARCHAR(65535),
  http_status BIGINT,
  polled_at TIMESTAMPTZ,
  n_bytes BIGINT,
  n_items BIGINT,
  n_new BIGINT,
  next_poll_at TIMESTAMPTZ,
  poll_date DATE NOT NULL,
  PRIMARY KEY (feed_id, window_start)
)
DISTKEY(feed_id)
SORTKEY(poll_date);
COMMENT ON TABLE sitrep.feed_polls IS 'One feed at one slot: whether it was asked, what it answered and how much was new. It tells "no incidents" and "we did not look" apart.';
COMMENT ON COLUMN sitrep.feed_polls.feed_id IS 'Identifies the feed: hash of its address.';
COMMENT ON COLUMN sitrep.feed_polls.feed_url IS 'The feed’s address as the feeds file has it.';
COMMENT ON COLUMN sitrep.feed_polls.window_start IS 'Start of the window that this slot belongs to. Unit: UTC.';
COMMENT ON COLUMN sitrep.feed_polls.status IS 'What came of the slot.';
COMMENT ON COLUMN sitrep.feed_polls.publisher IS 'Who publishes the feed: the feeds file’s name for it, else the site. Null: not named and not to be told from the address.';
COMMENT ON COLUMN sitrep.feed_polls.reason IS 'Why the poll failed, as one of the rejection reasons; why a feed that is not due is asked no more (gone) or once a day (feed_duplicate: another feed tells the same). Null: it did not fail, and is asked as often as its interval says.';
COMMENT ON COLUMN sitrep.feed_polls.http_status IS 'HTTP status of the last response. Null: no response.';
COMMENT ON COLUMN sitrep.feed_polls.polled_at IS 'When the feed was asked. Unit: UTC. Null: it was not asked in this slot.';
COMMENT ON COLUMN sitrep.feed_polls.n_bytes IS 'Size of the response body as sent. Unit: bytes. Null: no body.';
COMMENT ON COLUMN sitrep.feed_polls.n_items IS 'Items in the feed. Unit: items. Null: nothing was read.';
COMMENT ON COLUMN sitrep.feed_polls.n_new IS 'Items never seen before, or changed. Unit: items. Null: nothing was read.';
COMMENT ON COLUMN sitrep.feed_polls.next_poll_at IS 'Before this time the feed is not asked again. Unit: UTC. Null: never again (gone), or not known.';
COMMENT ON COLUMN sitrep.feed_polls.poll_date IS 'Day of the window (UTC).';

-- One fetched response and the feed item that it came from. The body is kept 30 days by default, then null.
CREATE TABLE IF NOT EXISTS sitrep.pages (
  page_id VARCHAR(65535) NOT NULL,
  url VARCHAR(65535) NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  final_url VARCHAR(65535),
  fetched_at TIMESTAMPTZ,
  http_status BIGINT,
  content_type VARCHAR(65535),
  etag VARCHAR(65535),
  last_modified VARCHAR(65535),
  body VARBYTE(16777216),
  sha256 VARCHAR(65535),
  publisher VARCHAR(65535),
  feed_id VARCHAR(65535),
  item_id VARCHAR(65535),
  item_title VARCHAR(65535),
  item_published_at TIMESTAMPTZ,
  item_language VARCHAR(65535),
  fetch_date DATE NOT NULL,
  PRIMARY KEY (page_id)
)
DISTKEY(page_id)
SORTKEY(fetch_date);
COMMENT ON TABLE sitrep.pages IS 'One fetched response and the feed item that it came from. The body is kept 30 days by default, then null.';
COMMENT ON COLUMN sitrep.pages.page_id IS 'Identifies the response: hash of the address asked for and the window.';
COMMENT ON COLUMN sitrep.pages.url IS 'The address asked for: the item’s link.';
COMMENT ON COLUMN sitrep.pages.window_start IS 'Start of the window that fetched it. Unit: UTC.';
COMMENT ON COLUMN sitrep.pages.final_url IS 'The address that answered, after redirects. Null: no response.';
COMMENT ON COLUMN sitrep.pages.fetched_at IS 'When the response had arrived. Unit: UTC. Null: not told (imported).';
COMMENT ON COLUMN sitrep.pages.http_status IS 'HTTP status; 404, 410 and 451 on a page fetched before mean that it is gone. Null: not told (imported).';
COMMENT ON COLUMN sitrep.pages.content_type IS 'The Content-Type header. Null: not sent.';
COMMENT ON COLUMN sitrep.pages.etag IS 'The ETag header. Null: not sent.';
COMMENT ON COLUMN sitrep.pages.last_modified IS 'The Last-Modified header as sent. Null: not sent.';
COMMENT ON COLUMN sitrep.pages.body IS 'The response body, decompressed, in the page’s own charset. Null: gone, or older than the time bodies are kept.';
COMMENT ON COLUMN sitrep.pages.sha256 IS 'SHA-256 of the body. Unit: hexadecimal. Null: no body.';
COMMENT ON COLUMN sitrep.pages.publisher IS 'Who publishes it, as the feed tells. Null: not known.';
COMMENT ON COLUMN sitrep.pages.feed_id IS 'The feed whose item it is. Null: imported without a feed.';
COMMENT ON COLUMN sitrep.pages.item_id IS 'The item’s own id (guid, atom:id), else its link. Null: imported without an item.';
COMMENT ON COLUMN sitrep.pages.item_title IS 'The item’s title, without markup. Null: the item has none.';
COMMENT ON COLUMN sitrep.pages.item_published_at IS 'The item’s publication time. Unit: UTC. Null: the item has none that can be read.';
COMMENT ON COLUMN sitrep.pages.item_language IS 'Language that the item or the feed states. Unit: BCP 47. Null: not stated.';
COMMENT ON COLUMN sitrep.pages.fetch_date IS 'Day of the window (UTC).';

-- One revision of an article: cleaned text and metadata. A changed hash of the normalised text makes a new revision; a revision never moves to another partition.
CREATE TABLE IF NOT EXISTS sitrep.articles (
  article_id VARCHAR(65535) NOT NULL,
  text VARCHAR(65535) NOT NULL,
  revision BIGINT NOT NULL,
  title VARCHAR(65535),
  url VARCHAR(65535),
  canonical_url VARCHAR(65535),
  post_id VARCHAR(65535),
  publisher VARCHAR(65535),
  published_at TIMESTAMPTZ,
  published_at_source VARCHAR(65535),
  published_utc_offset BIGINT,
  title_source VARCHAR(65535),
  authors VARCHAR(65535),
  language VARCHAR(65535),
  sha256 VARCHAR(65535),
  origin_article_id VARCHAR(65535),
  shingles VARBYTE(16777216),
  page_id VARCHAR(65535),
  feed_id VARCHAR(65535),
  fetched_at TIMESTAMPTZ,
  recorded_at TIMESTAMPTZ,
  window_start TIMESTAMPTZ NOT NULL,
  gone_at TIMESTAMPTZ,
  seen_date DATE NOT NULL,
  PRIMARY KEY (article_id, revision)
)
DISTKEY(article_id)
SORTKEY(seen_date);
COMMENT ON TABLE sitrep.articles IS 'One revision of an article: cleaned text and metadata. A changed hash of the normalised text makes a new revision; a revision never moves to another partition.';
COMMENT ON COLUMN sitrep.articles.article_id IS 'Identifies the article: hash of its canonical address and, in a live blog, of the post.';
COMMENT ON COLUMN sitrep.articles.text IS 'The cleaned text: paragraphs separated by one line feed, NFC. All offsets count its Unicode code points.';
COMMENT ON COLUMN sitrep.articles.revision IS 'Number of the revision, from 1, in the order of their windows.';
COMMENT ON COLUMN sitrep.articles.title IS 'The headline. Null: none found.';
COMMENT ON COLUMN sitrep.articles.url IS 'The address asked for. Null: imported without an address.';
COMMENT ON COLUMN sitrep.articles.canonical_url IS 'The one address of the article: canonical link or final address without tracking parameters. Null: imported without an address.';
COMMENT ON COLUMN sitrep.articles.post_id IS 'The post’s id within a live blog. Null: not a live blog.';
COMMENT ON COLUMN sitrep.articles.publisher IS 'Who published it. Null: not known.';
COMMENT ON COLUMN sitrep.articles.published_at IS 'When it was first published. Unit: UTC. Null: nothing tells.';
COMMENT ON COLUMN sitrep.articles.published_at_source IS 'What told published_at, for example json_ld, meta, time, item, url. Null: published_at is null.';
COMMENT ON COLUMN sitrep.articles.published_utc_offset IS 'What the publisher’s clock was ahead of UTC at published_at: its day is what the article means by today. Unit: minutes. Null: UTC, or not told.';
COMMENT ON COLUMN sitrep.articles.title_source IS 'What told the title, for example json_ld, og, h1, item. Null: title is null.';
COMMENT ON COLUMN sitrep.articles.authors IS 'Authors as printed, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.articles.language IS 'Language of the text. Unit: BCP 47. Null: not told and not recognised.';
COMMENT ON COLUMN sitrep.articles.sha256 IS 'SHA-256 of the normalised text: revisions differ in it. Unit: hexadecimal. Null: imported without a text hash.';
COMMENT ON COLUMN sitrep.articles.origin_article_id IS 'The first article of the group of syndicated or near-identical ones; itself when it is the first. Null: not compared yet.';
COMMENT ON COLUMN sitrep.articles.shingles IS 'Sketch of the text that copies are found by. Null: text too short to compare.';
COMMENT ON COLUMN sitrep.articles.page_id IS 'The page it was read from. Null: imported as text.';
COMMENT ON COLUMN sitrep.articles.feed_id IS 'The feed that led to it. Null: imported without a feed.';
COMMENT ON COLUMN sitrep.articles.fetched_at IS 'When its page was fetched. Unit: UTC. Null: not told (imported).';
COMMENT ON COLUMN sitrep.articles.recorded_at IS 'Start of the window that first landed any revision of the article. Unit: UTC. Null: stage command without windows.';
COMMENT ON COLUMN sitrep.articles.window_start IS 'Start of the window that landed this revision. Unit: UTC.';
COMMENT ON COLUMN sitrep.articles.gone_at IS 'Fetch time of the first re-check that found it gone (404, 410, 451). Changes nothing else. Unit: UTC. Null: not known to be gone.';
COMMENT ON COLUMN sitrep.articles.seen_date IS 'Day of the window (UTC).';

-- One incident as one article tells it, with the words that every value was read from. Holds all that resolving needs. Withdrawn mentions stay, with withdrawn_at.
CREATE TABLE IF NOT EXISTS sitrep.mentions (
  mention_id VARCHAR(65535) NOT NULL,
  article_id VARCHAR(65535) NOT NULL,
  event_type VARCHAR(65535) NOT NULL,
  article_revision BIGINT NOT NULL,
  publisher VARCHAR(65535),
  url VARCHAR(65535),
  title VARCHAR(65535),
  published_at TIMESTAMPTZ,
  recorded_at TIMESTAMPTZ,
  window_start TIMESTAMPTZ NOT NULL,
  origin_article_id VARCHAR(65535),
  language VARCHAR(65535),
  withdrawn_at TIMESTAMPTZ,
  status VARCHAR(65535) NOT NULL,
  salience VARCHAR(65535) NOT NULL,
  event_start DATE,
  event_end DATE,
  date_precision VARCHAR(65535) NOT NULL,
  event_date DATE NOT NULL,
  event_date_source VARCHAR(65535),
  place SUPER NOT NULL,
  participants SUPER NOT NULL,
  weapons SUPER NOT NULL,
  casualties SUPER NOT NULL,
  evidence SUPER NOT NULL,
  terms SUPER NOT NULL,
  names SUPER NOT NULL,
  confidence DOUBLE PRECISION,
  extractor VARCHAR(65535),
  PRIMARY KEY (mention_id)
)
DISTKEY(mention_id)
SORTKEY(event_date);
COMMENT ON TABLE sitrep.mentions IS 'One incident as one article tells it, with the words that every value was read from. Holds all that resolving needs. Withdrawn mentions stay, with withdrawn_at.';
COMMENT ON COLUMN sitrep.mentions.mention_id IS 'Identifies the mention: hash of the article, the family of its type and its number; later revisions keep it.';
COMMENT ON COLUMN sitrep.mentions.article_id IS 'The article that tells it.';
COMMENT ON COLUMN sitrep.mentions.event_type IS 'Code of the codebook event_types.tsv.';
COMMENT ON COLUMN sitrep.mentions.article_revision IS 'The revision that all offsets of this row count in.';
COMMENT ON COLUMN sitrep.mentions.publisher IS 'Publisher of the article. Null: not known.';
COMMENT ON COLUMN sitrep.mentions.url IS 'Address of the article. Null: imported without an address.';
COMMENT ON COLUMN sitrep.mentions.title IS 'Headline of the article. Null: none found.';
COMMENT ON COLUMN sitrep.mentions.published_at IS 'Publication time of the article. Unit: UTC. Null: not known.';
COMMENT ON COLUMN sitrep.mentions.recorded_at IS 'Start of the window that first landed the article. Unit: UTC. Null: stage command without windows.';
COMMENT ON COLUMN sitrep.mentions.window_start IS 'Start of the window that landed the article revision. Unit: UTC.';
COMMENT ON COLUMN sitrep.mentions.origin_article_id IS 'Origin of the article: copies share it. Null: not compared.';
COMMENT ON COLUMN sitrep.mentions.language IS 'Language of the article. Unit: BCP 47. Null: not known.';
COMMENT ON COLUMN sitrep.mentions.withdrawn_at IS 'Start of the window whose revision or notice withdrew the mention. Unit: UTC. Null: not withdrawn.';
COMMENT ON COLUMN sitrep.mentions.status IS 'Whether it happened, as told.';
COMMENT ON COLUMN sitrep.mentions.salience IS 'What part it plays in the article.';
COMMENT ON COLUMN sitrep.mentions.event_start IS 'First day of the interval told. Null: the text gives no date.';
COMMENT ON COLUMN sitrep.mentions.event_end IS 'Last day of the interval told. Null: the text gives no date.';
COMMENT ON COLUMN sitrep.mentions.date_precision IS 'How fine the interval is.';
COMMENT ON COLUMN sitrep.mentions.event_date IS 'event_start, else the publication day, else the window’s day: for partitions, not a statement.';
COMMENT ON COLUMN sitrep.mentions.event_date_source IS 'Which of the three event_date is. Null: never in the lake.';
COMMENT ON COLUMN sitrep.mentions.place IS 'Where it happened, no finer than the text says.';
COMMENT ON COLUMN sitrep.mentions.participants IS 'Who did what to whom, in text order; empty when nobody is named.';
COMMENT ON COLUMN sitrep.mentions.weapons IS 'Weapons and means; empty when none is named.';
COMMENT ON COLUMN sitrep.mentions.casualties IS 'Tolls: the total of each outcome first, then its parts; empty when none is told.';
COMMENT ON COLUMN sitrep.mentions.evidence IS 'The words, sorted by field and offset.';
COMMENT ON COLUMN sitrep.mentions.terms IS 'Words of the telling sentences, for comparing mentions; ages are in figures.';
COMMENT ON COLUMN sitrep.mentions.names IS 'Full names of people in the mention’s story (lower case), without officials and reporters, and its streets with their town (’bartlett, fallriver’): they tie reports of one incident that lie months apart.';
COMMENT ON COLUMN sitrep.mentions.confidence IS 'Probability that the mention is right, calibrated on gold. Unit: 0..1. Null: not calibrated.';
COMMENT ON COLUMN sitrep.mentions.extractor IS 'What extracted it, as name@version. Null: not told.';

-- One incident: what happened at one place on one day or in one stated interval, with the best values of all its mentions. Flat.
CREATE TABLE IF NOT EXISTS sitrep.incidents (
  incident_id VARCHAR(65535) NOT NULL,
  event_type VARCHAR(65535) NOT NULL,
  status VARCHAR(65535) NOT NULL,
  salience VARCHAR(65535) NOT NULL,
  is_default BOOLEAN NOT NULL,
  event_date DATE NOT NULL,
  event_date_source VARCHAR(65535) NOT NULL,
  revision BIGINT NOT NULL,
  event_start DATE,
  event_end DATE,
  date_precision VARCHAR(65535) NOT NULL,
  title VARCHAR(65535),
  place_name VARCHAR(65535),
  geoname_id BIGINT,
  admin1 VARCHAR(65535),
  admin1_code VARCHAR(65535),
  country VARCHAR(65535),
  country_name VARCHAR(65535),
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  place_precision VARCHAR(65535) NOT NULL,
  uncertainty_km DOUBLE PRECISION,
  perpetrators VARCHAR(65535),
  targets VARCHAR(65535),
  victims VARCHAR(65535),
  weapons VARCHAR(65535),
  killed_low BIGINT,
  killed_best BIGINT,
  killed_high BIGINT,
  injured_low BIGINT,
  injured_best BIGINT,
  injured_high BIGINT,
  tolls_disputed BOOLEAN NOT NULL,
  n_mentions BIGINT NOT NULL,
  n_articles BIGINT NOT NULL,
  n_publishers BIGINT NOT NULL,
  n_origins BIGINT NOT NULL,
  first_reported_at TIMESTAMPTZ,
  last_reported_at TIMESTAMPTZ,
  first_recorded_at TIMESTAMPTZ,
  last_recorded_at TIMESTAMPTZ,
  confidence DOUBLE PRECISION,
  resolver VARCHAR(65535),
  PRIMARY KEY (incident_id)
)
DISTKEY(incident_id)
SORTKEY(event_date);
COMMENT ON TABLE sitrep.incidents IS 'One incident: what happened at one place on one day or in one stated interval, with the best values of all its mentions. Flat.';
COMMENT ON COLUMN sitrep.incidents.incident_id IS 'Identifies the incident: hash of its first recorded mention. Stable; merged ids keep resolving through incident_changes.';
COMMENT ON COLUMN sitrep.incidents.event_type IS 'Code of the codebook event_types.tsv.';
COMMENT ON COLUMN sitrep.incidents.status IS 'Whether it happened, as its sources tell together.';
COMMENT ON COLUMN sitrep.incidents.salience IS 'The most prominent part it plays in any source.';
COMMENT ON COLUMN sitrep.incidents.is_default IS 'Status is occurred and it is main or context somewhere: what every count uses unless asked for all.';
COMMENT ON COLUMN sitrep.incidents.event_date IS 'event_start, else the publication day, else the window’s day: for partitions, not a statement.';
COMMENT ON COLUMN sitrep.incidents.event_date_source IS 'Which of the three event_date is.';
COMMENT ON COLUMN sitrep.incidents.revision IS 'Counts the changes of this incident, from 1.';
COMMENT ON COLUMN sitrep.incidents.event_start IS 'First day of the incident. Null: no source gives a date.';
COMMENT ON COLUMN sitrep.incidents.event_end IS 'Last day of the incident. Null: no source gives a date.';
COMMENT ON COLUMN sitrep.incidents.date_precision IS 'How fine the interval is.';
COMMENT ON COLUMN sitrep.incidents.title IS 'Headline of the source that tells it best. Null: no source has a headline.';
COMMENT ON COLUMN sitrep.incidents.place_name IS 'The place as named in the text; a quarter with its town (Chelsea, Manhattan). Null: no place is told.';
COMMENT ON COLUMN sitrep.incidents.geoname_id IS 'The place’s id in GeoNames. Null: not in the gazetteer, or no place.';
COMMENT ON COLUMN sitrep.incidents.admin1 IS 'First-order division (province, state, governorate). Null: coarser, or unknown.';
COMMENT ON COLUMN sitrep.incidents.admin1_code IS 'ISO 3166-2 code of admin1. Unit: ISO 3166-2. Null: coarser, unknown, or without a code.';
COMMENT ON COLUMN sitrep.incidents.country IS 'Country code. Unit: ISO 3166-1 alpha-2. Null: unknown.';
COMMENT ON COLUMN sitrep.incidents.country_name IS 'The country’s short English name in GeoNames. Null: unknown.';
COMMENT ON COLUMN sitrep.incidents.latitude IS 'Latitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.';
COMMENT ON COLUMN sitrep.incidents.longitude IS 'Longitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.';
COMMENT ON COLUMN sitrep.incidents.place_precision IS 'How fine the place is.';
COMMENT ON COLUMN sitrep.incidents.uncertainty_km IS 'Radius around the coordinates that holds the incident. Unit: kilometres. Null: no coordinates.';
COMMENT ON COLUMN sitrep.incidents.perpetrators IS 'Who did it, as named, separated by "; ". Null: nobody is named.';
COMMENT ON COLUMN sitrep.incidents.targets IS 'Institutions and things aimed at, as named, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.incidents.victims IS 'People harmed, as named, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.incidents.weapons IS 'Weapons and means, as named, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.incidents.killed_low IS 'Least number of dead that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incidents.killed_best IS 'Best number of dead; 0 is said to be none. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incidents.killed_high IS 'Largest number of dead that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incidents.injured_low IS 'Least number of injured that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incidents.injured_best IS 'Best number of injured; 0 is said to be none. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incidents.injured_high IS 'Largest number of injured that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incidents.tolls_disputed IS 'Claimants contradict each other about a toll.';
COMMENT ON COLUMN sitrep.incidents.n_mentions IS 'Mentions resolved into it, without withdrawn ones. Unit: mentions.';
COMMENT ON COLUMN sitrep.incidents.n_articles IS 'Articles that tell it. Unit: articles.';
COMMENT ON COLUMN sitrep.incidents.n_publishers IS 'Publishers that tell it. Unit: publishers.';
COMMENT ON COLUMN sitrep.incidents.n_origins IS 'Independent origins that tell it: syndicated copies count once. Unit: origins.';
COMMENT ON COLUMN sitrep.incidents.first_reported_at IS 'Publication time of its first source. Unit: UTC. Null: no source has one.';
COMMENT ON COLUMN sitrep.incidents.last_reported_at IS 'Publication time of its last source. Unit: UTC. Null: no source has one.';
COMMENT ON COLUMN sitrep.incidents.first_recorded_at IS 'Start of the first window that landed a source. Unit: UTC. Null: never in the lake.';
COMMENT ON COLUMN sitrep.incidents.last_recorded_at IS 'Start of the newest window that told, changed or withdrew a mention of it. Unit: UTC. Null: never in the lake.';
COMMENT ON COLUMN sitrep.incidents.confidence IS 'Probability that the incident is right, calibrated on gold. Unit: 0..1. Null: not calibrated.';
COMMENT ON COLUMN sitrep.incidents.resolver IS 'What resolved it, as name@version. Null: not told.';

-- One mention of one incident, its article, and the words that tell it.
CREATE TABLE IF NOT EXISTS sitrep.incident_sources (
  incident_id VARCHAR(65535) NOT NULL,
  mention_id VARCHAR(65535) NOT NULL,
  article_id VARCHAR(65535) NOT NULL,
  event_date DATE NOT NULL,
  article_revision BIGINT NOT NULL,
  publisher VARCHAR(65535),
  url VARCHAR(65535),
  title VARCHAR(65535),
  published_at TIMESTAMPTZ,
  recorded_at TIMESTAMPTZ,
  origin_article_id VARCHAR(65535),
  salience VARCHAR(65535) NOT NULL,
  mention_event_date DATE,
  field VARCHAR(65535),
  start BIGINT,
  "end" BIGINT,
  PRIMARY KEY (incident_id, mention_id)
)
DISTKEY(incident_id)
SORTKEY(event_date);
COMMENT ON TABLE sitrep.incident_sources IS 'One mention of one incident, its article, and the words that tell it.';
COMMENT ON COLUMN sitrep.incident_sources.incident_id IS 'The incident.';
COMMENT ON COLUMN sitrep.incident_sources.mention_id IS 'The mention.';
COMMENT ON COLUMN sitrep.incident_sources.article_id IS 'The article.';
COMMENT ON COLUMN sitrep.incident_sources.event_date IS 'The incident’s event_date, so that both lie in the same partition.';
COMMENT ON COLUMN sitrep.incident_sources.article_revision IS 'The revision that the offsets count in.';
COMMENT ON COLUMN sitrep.incident_sources.publisher IS 'Publisher of the article. Null: not known.';
COMMENT ON COLUMN sitrep.incident_sources.url IS 'Address of the article. Null: imported without an address.';
COMMENT ON COLUMN sitrep.incident_sources.title IS 'Headline of the article. Null: none found.';
COMMENT ON COLUMN sitrep.incident_sources.published_at IS 'Publication time of the article. Unit: UTC. Null: not known.';
COMMENT ON COLUMN sitrep.incident_sources.recorded_at IS 'Start of the window that first landed the article. Unit: UTC. Null: not known.';
COMMENT ON COLUMN sitrep.incident_sources.origin_article_id IS 'Origin of the article: copies share it. Null: not compared.';
COMMENT ON COLUMN sitrep.incident_sources.salience IS 'What part the incident plays in this article.';
COMMENT ON COLUMN sitrep.incident_sources.mention_event_date IS 'event_date of the mention: the partition to find it in. Null: not known.';
COMMENT ON COLUMN sitrep.incident_sources.field IS 'Which field of the article revision the offsets count in. Null: the mention has no words of its own.';
COMMENT ON COLUMN sitrep.incident_sources.start IS 'Where the words begin, from 0. Unit: Unicode code points. Null: the mention has no words of its own.';
COMMENT ON COLUMN sitrep.incident_sources."end" IS 'Where the words end (exclusive). Unit: Unicode code points. Null: the mention has no words of its own.';

-- Who did what to whom, as one mention of an incident tells it.
CREATE TABLE IF NOT EXISTS sitrep.incident_participants (
  incident_id VARCHAR(65535) NOT NULL,
  mention_id VARCHAR(65535) NOT NULL,
  n BIGINT NOT NULL,
  event_date DATE NOT NULL,
  role VARCHAR(65535) NOT NULL,
  name VARCHAR(65535) NOT NULL,
  actor_id VARCHAR(65535),
  type VARCHAR(65535),
  country VARCHAR(65535),
  article_id VARCHAR(65535),
  article_revision BIGINT NOT NULL,
  field VARCHAR(65535),
  start BIGINT,
  "end" BIGINT,
  PRIMARY KEY (incident_id, mention_id, n)
)
DISTKEY(incident_id)
SORTKEY(event_date);
COMMENT ON TABLE sitrep.incident_participants IS 'Who did what to whom, as one mention of an incident tells it.';
COMMENT ON COLUMN sitrep.incident_participants.incident_id IS 'The incident.';
COMMENT ON COLUMN sitrep.incident_participants.mention_id IS 'The mention that tells it.';
COMMENT ON COLUMN sitrep.incident_participants.n IS 'Number of the participant within the mention, from 0.';
COMMENT ON COLUMN sitrep.incident_participants.event_date IS 'The incident’s event_date, so that both lie in the same partition.';
COMMENT ON COLUMN sitrep.incident_participants.role IS 'What the actor did. A target is physical or institutional, a victim is human.';
COMMENT ON COLUMN sitrep.incident_participants.name IS 'The words that name the actor.';
COMMENT ON COLUMN sitrep.incident_participants.actor_id IS 'Id of the actor in the list of known actors. Null: not a known actor.';
COMMENT ON COLUMN sitrep.incident_participants.type IS 'Kind of actor: state forces, rebels, police, civilians ... Null: not told by the words.';
COMMENT ON COLUMN sitrep.incident_participants.country IS 'Country the actor belongs to. Unit: ISO 3166-1 alpha-2. Null: not told, or of none.';
COMMENT ON COLUMN sitrep.incident_participants.article_id IS 'The article that tells it. Null: not known.';
COMMENT ON COLUMN sitrep.incident_participants.article_revision IS 'The revision that the offsets count in.';
COMMENT ON COLUMN sitrep.incident_participants.field IS 'Which field of the article revision the offsets count in. Null: not told by words of its own.';
COMMENT ON COLUMN sitrep.incident_participants.start IS 'Where the words begin, from 0. Unit: Unicode code points. Null: not told by words of its own.';
COMMENT ON COLUMN sitrep.incident_participants."end" IS 'Where the words end (exclusive). Unit: Unicode code points. Null: not told by words of its own.';

-- One toll of an incident with its claimant, as one mention tells it.
CREATE TABLE IF NOT EXISTS sitrep.incident_claims (
  incident_id VARCHAR(65535) NOT NULL,
  mention_id VARCHAR(65535) NOT NULL,
  n BIGINT NOT NULL,
  event_date DATE NOT NULL,
  outcome VARCHAR(65535) NOT NULL,
  low BIGINT,
  best BIGINT,
  high BIGINT,
  who VARCHAR(65535),
  claimant VARCHAR(65535),
  part_of VARCHAR(65535),
  article_id VARCHAR(65535),
  article_revision BIGINT NOT NULL,
  published_at TIMESTAMPTZ,
  field VARCHAR(65535),
  start BIGINT,
  "end" BIGINT,
  PRIMARY KEY (incident_id, mention_id, n)
)
DISTKEY(incident_id)
SORTKEY(event_date);
COMMENT ON TABLE sitrep.incident_claims IS 'One toll of an incident with its claimant, as one mention tells it.';
COMMENT ON COLUMN sitrep.incident_claims.incident_id IS 'The incident.';
COMMENT ON COLUMN sitrep.incident_claims.mention_id IS 'The mention that tells it.';
COMMENT ON COLUMN sitrep.incident_claims.n IS 'Number of the claim within the mention, from 0.';
COMMENT ON COLUMN sitrep.incident_claims.event_date IS 'The incident’s event_date, so that both lie in the same partition.';
COMMENT ON COLUMN sitrep.incident_claims.outcome IS 'What happened to them.';
COMMENT ON COLUMN sitrep.incident_claims.low IS 'Least number that the words allow; 0 is said to be none. Unit: people. Null: no number is told.';
COMMENT ON COLUMN sitrep.incident_claims.best IS 'The number told, or the stated middle of a vague word. Unit: people. Null: no number is told.';
COMMENT ON COLUMN sitrep.incident_claims.high IS 'Largest number that the words allow ("dozens" is 24 to 99). Unit: people. Null: no number is told.';
COMMENT ON COLUMN sitrep.incident_claims.who IS 'Who they are, as told. Null: not told.';
COMMENT ON COLUMN sitrep.incident_claims.claimant IS 'Who says so. Null: the article itself.';
COMMENT ON COLUMN sitrep.incident_claims.part_of IS 'The outcome whose total this number is a part of ("including three children"). Null: a total of its own.';
COMMENT ON COLUMN sitrep.incident_claims.article_id IS 'The article that tells it. Null: not known.';
COMMENT ON COLUMN sitrep.incident_claims.article_revision IS 'The revision that the offsets count in.';
COMMENT ON COLUMN sitrep.incident_claims.published_at IS 'Publication time of the article: later claims may correct earlier ones. Unit: UTC. Null: not known.';
COMMENT ON COLUMN sitrep.incident_claims.field IS 'Which field of the article revision the offsets count in. Null: not told by words of its own.';
COMMENT ON COLUMN sitrep.incident_claims.start IS 'Where the words begin, from 0. Unit: Unicode code points. Null: not told by words of its own.';
COMMENT ON COLUMN sitrep.incident_claims."end" IS 'Where the words end (exclusive). Unit: Unicode code points. Null: not told by words of its own.';

-- The change feed: one step of an incident's history with the full row after it. Applied in the order of change_seq, the changes give the incidents: insert, update and split write the row, merge and retract remove it. A merge or a retraction carries the last row of what went.
CREATE TABLE IF NOT EXISTS sitrep.incident_changes (
  change_seq BIGINT NOT NULL,
  op VARCHAR(65535) NOT NULL,
  incident_id VARCHAR(65535) NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  cause_article_id VARCHAR(65535),
  old_event_date DATE,
  merged_into VARCHAR(65535),
  event_type VARCHAR(65535),
  status VARCHAR(65535),
  salience VARCHAR(65535),
  is_default BOOLEAN,
  event_date DATE,
  event_date_source VARCHAR(65535),
  revision BIGINT,
  event_start DATE,
  event_end DATE,
  date_precision VARCHAR(65535),
  title VARCHAR(65535),
  place_name VARCHAR(65535),
  geoname_id BIGINT,
  admin1 VARCHAR(65535),
  admin1_code VARCHAR(65535),
  country VARCHAR(65535),
  country_name VARCHAR(65535),
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  place_precision VARCHAR(65535),
  uncertainty_km DOUBLE PRECISION,
  perpetrators VARCHAR(65535),
  targets VARCHAR(65535),
  victims VARCHAR(65535),
  weapons VARCHAR(65535),
  killed_low BIGINT,
  killed_best BIGINT,
  killed_high BIGINT,
  injured_low BIGINT,
  injured_best BIGINT,
  injured_high BIGINT,
  tolls_disputed BOOLEAN,
  n_mentions BIGINT,
  n_articles BIGINT,
  n_publishers BIGINT,
  n_origins BIGINT,
  first_reported_at TIMESTAMPTZ,
  last_reported_at TIMESTAMPTZ,
  first_recorded_at TIMESTAMPTZ,
  last_recorded_at TIMESTAMPTZ,
  confidence DOUBLE PRECISION,
  resolver VARCHAR(65535),
  change_date DATE NOT NULL,
  PRIMARY KEY (change_seq)
)
DISTKEY(change_seq)
SORTKEY(change_date);
COMMENT ON TABLE sitrep.incident_changes IS 'The change feed: one step of an incident’s history with the full row after it. Applied in the order of change_seq, the changes give the incidents: insert, update and split write the row, merge and retract remove it. A merge or a retraction carries the last row of what went.';
COMMENT ON COLUMN sitrep.incident_changes.change_seq IS 'Number of the change, growing without gaps: the high-water mark of an incremental load.';
COMMENT ON COLUMN sitrep.incident_changes.op IS 'What happened to the incident.';
COMMENT ON COLUMN sitrep.incident_changes.incident_id IS 'The incident that changed.';
COMMENT ON COLUMN sitrep.incident_changes.window_start IS 'Start of the window that made the change. Unit: UTC.';
COMMENT ON COLUMN sitrep.incident_changes.cause_article_id IS 'The article because of which it changed. Null: no single article (rules or overrides changed).';
COMMENT ON COLUMN sitrep.incident_changes.old_event_date IS 'Partition that the incident was in before the change. Null: it was in none: new.';
COMMENT ON COLUMN sitrep.incident_changes.merged_into IS 'The incident that this one is part of now. Null: not a merge.';
COMMENT ON COLUMN sitrep.incident_changes.event_type IS 'Code of the codebook event_types.tsv. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.status IS 'Whether it happened, as its sources tell together. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.salience IS 'The most prominent part it plays in any source. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.is_default IS 'Status is occurred and it is main or context somewhere: what every count uses unless asked for all. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.event_date IS 'event_start, else the publication day, else the window’s day: for partitions, not a statement. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.event_date_source IS 'Which of the three event_date is. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.revision IS 'Counts the changes of this incident, from 1. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.event_start IS 'First day of the incident. Null: no source gives a date.';
COMMENT ON COLUMN sitrep.incident_changes.event_end IS 'Last day of the incident. Null: no source gives a date.';
COMMENT ON COLUMN sitrep.incident_changes.date_precision IS 'How fine the interval is. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.title IS 'Headline of the source that tells it best. Null: no source has a headline.';
COMMENT ON COLUMN sitrep.incident_changes.place_name IS 'The place as named in the text. Null: no place is told.';
COMMENT ON COLUMN sitrep.incident_changes.geoname_id IS 'The place’s id in GeoNames. Null: not in the gazetteer, or no place.';
COMMENT ON COLUMN sitrep.incident_changes.admin1 IS 'First-order division (province, state, governorate). Null: coarser, or unknown.';
COMMENT ON COLUMN sitrep.incident_changes.admin1_code IS 'ISO 3166-2 code of admin1. Unit: ISO 3166-2. Null: coarser, unknown, or without a code.';
COMMENT ON COLUMN sitrep.incident_changes.country IS 'Country code. Unit: ISO 3166-1 alpha-2. Null: unknown.';
COMMENT ON COLUMN sitrep.incident_changes.country_name IS 'The country’s short English name in GeoNames. Null: unknown.';
COMMENT ON COLUMN sitrep.incident_changes.latitude IS 'Latitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.';
COMMENT ON COLUMN sitrep.incident_changes.longitude IS 'Longitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.';
COMMENT ON COLUMN sitrep.incident_changes.place_precision IS 'How fine the place is. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.uncertainty_km IS 'Radius around the coordinates that holds the incident. Unit: kilometres. Null: no coordinates.';
COMMENT ON COLUMN sitrep.incident_changes.perpetrators IS 'Who did it, as named, separated by "; ". Null: nobody is named.';
COMMENT ON COLUMN sitrep.incident_changes.targets IS 'Institutions and things aimed at, as named, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.incident_changes.victims IS 'People harmed, as named, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.incident_changes.weapons IS 'Weapons and means, as named, separated by "; ". Null: none named.';
COMMENT ON COLUMN sitrep.incident_changes.killed_low IS 'Least number of dead that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incident_changes.killed_best IS 'Best number of dead; 0 is said to be none. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incident_changes.killed_high IS 'Largest number of dead that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incident_changes.injured_low IS 'Least number of injured that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incident_changes.injured_best IS 'Best number of injured; 0 is said to be none. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incident_changes.injured_high IS 'Largest number of injured that the accepted claims allow. Unit: people. Null: no toll is told.';
COMMENT ON COLUMN sitrep.incident_changes.tolls_disputed IS 'Claimants contradict each other about a toll. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.n_mentions IS 'Mentions resolved into it, without withdrawn ones. Unit: mentions. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.n_articles IS 'Articles that tell it. Unit: articles. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.n_publishers IS 'Publishers that tell it. Unit: publishers. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.n_origins IS 'Independent origins that tell it: syndicated copies count once. Unit: origins. Null: never written.';
COMMENT ON COLUMN sitrep.incident_changes.first_reported_at IS 'Publication time of its first source. Unit: UTC. Null: no source has one.';
COMMENT ON COLUMN sitrep.incident_changes.last_reported_at IS 'Publication time of its last source. Unit: UTC. Null: no source has one.';
COMMENT ON COLUMN sitrep.incident_changes.first_recorded_at IS 'Start of the first window that landed a source. Unit: UTC. Null: never in the lake.';
COMMENT ON COLUMN sitrep.incident_changes.last_recorded_at IS 'Start of the newest window that told, changed or withdrew a mention of it. Unit: UTC. Null: never in the lake.';
COMMENT ON COLUMN sitrep.incident_changes.confidence IS 'Probability that the incident is right, calibrated on gold. Unit: 0..1. Null: not calibrated.';
COMMENT ON COLUMN sitrep.incident_changes.resolver IS 'What resolved it, as name@version. Null: not told.';
COMMENT ON COLUMN sitrep.incident_changes.change_date IS 'Day of the window that made the change (UTC).';

-- A record that a stage could not use, and why. In every stage read = kept + empty + rejected.
CREATE TABLE IF NOT EXISTS sitrep.rejections (
  rejection_id VARCHAR(65535) NOT NULL,
  stage VARCHAR(65535) NOT NULL,
  reason VARCHAR(65535) NOT NULL,
  ref VARCHAR(65535) NOT NULL,
  detail VARCHAR(65535),
  url VARCHAR(65535),
  window_start TIMESTAMPTZ NOT NULL,
  seen_date DATE NOT NULL,
  PRIMARY KEY (rejection_id)
)
DISTKEY(rejection_id)
SORTKEY(seen_date);
COMMENT ON TABLE sitrep.rejections IS 'A record that a stage could not use, and why. In every stage read = kept + empty + rejected.';
COMMENT ON COLUMN sitrep.rejections.rejection_id IS 'Identifies the rejection: hash of stage, reason, record and window.';
COMMENT ON COLUMN sitrep.rejections.stage IS 'The stage that could not use it.';
COMMENT ON COLUMN sitrep.rejections.reason IS 'Why.';
COMMENT ON COLUMN sitrep.rejections.ref IS 'What was rejected: feed_id, item link, page_id, article_id or mention_id, by stage.';
COMMENT ON COLUMN sitrep.rejections.detail IS 'More in words, for people. Null: the reason says it all.';
COMMENT ON COLUMN sitrep.rejections.url IS 'Address of the record. Null: it has none.';
COMMENT ON COLUMN sitrep.rejections.window_start IS 'Start of the window. Unit: UTC.';
COMMENT ON COLUMN sitrep.rejections.seen_date IS 'Day of the window (UTC).';

-- One attempt to build one window. The only dataset that a rerun adds to.
CREATE TABLE IF NOT EXISTS sitrep.runs (
  run_id VARCHAR(65535) NOT NULL,
  attempt BIGINT NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ,
  code_version VARCHAR(65535),
  configuration VARCHAR(65535),
  runner VARCHAR(65535),
  fetch_read BIGINT NOT NULL,
  fetch_kept BIGINT NOT NULL,
  fetch_empty BIGINT NOT NULL,
  fetch_rejected BIGINT NOT NULL,
  clean_read BIGINT NOT NULL,
  clean_kept BIGINT NOT NULL,
  clean_empty BIGINT NOT NULL,
  clean_rejected BIGINT NOT NULL,
  extract_read BIGINT NOT NULL,
  extract_kept BIGINT NOT NULL,
  extract_empty BIGINT NOT NULL,
  extract_rejected BIGINT NOT NULL,
  resolve_read BIGINT NOT NULL,
  resolve_kept BIGINT NOT NULL,
  resolve_empty BIGINT NOT NULL,
  resolve_rejected BIGINT NOT NULL,
  rejected_by_reason VARCHAR(65535),
  incidents_inserted BIGINT NOT NULL,
  incidents_updated BIGINT NOT NULL,
  incidents_merged BIGINT NOT NULL,
  incidents_split BIGINT NOT NULL,
  incidents_retracted BIGINT NOT NULL,
  seconds DOUBLE PRECISION,
  published_to_visible_p50_s DOUBLE PRECISION,
  published_to_visible_p95_s DOUBLE PRECISION,
  fetched_to_visible_p50_s DOUBLE PRECISION,
  fetched_to_visible_p95_s DOUBLE PRECISION,
  run_date DATE NOT NULL,
  PRIMARY KEY (run_id, attempt)
)
DISTKEY(run_id)
SORTKEY(run_date);
COMMENT ON TABLE sitrep.runs IS 'One attempt to build one window. The only dataset that a rerun adds to.';
COMMENT ON COLUMN sitrep.runs.run_id IS 'Identifies the run: hash of window, configuration and code version; attempts share it.';
COMMENT ON COLUMN sitrep.runs.attempt IS 'Number of the attempt, from 1.';
COMMENT ON COLUMN sitrep.runs.window_start IS 'Start of the window that it built. Unit: UTC.';
COMMENT ON COLUMN sitrep.runs.started_at IS 'When the attempt began. Unit: UTC.';
COMMENT ON COLUMN sitrep.runs.finished_at IS 'When its rows were ready to publish. Unit: UTC. Null: not finished.';
COMMENT ON COLUMN sitrep.runs.code_version IS 'Version of sitrep. Null: not told.';
COMMENT ON COLUMN sitrep.runs.configuration IS 'Settings that decide what is computed, as JSON. Null: not told.';
COMMENT ON COLUMN sitrep.runs.runner IS 'The Beam runner. Null: no Beam job.';
COMMENT ON COLUMN sitrep.runs.fetch_read IS 'Items that the stage took in: kept + empty + rejected. Unit: items.';
COMMENT ON COLUMN sitrep.runs.fetch_kept IS 'Those that gave a page. Unit: items.';
COMMENT ON COLUMN sitrep.runs.fetch_empty IS 'Re-checks that found nothing new. Unit: items.';
COMMENT ON COLUMN sitrep.runs.fetch_rejected IS 'Those that are in rejections. Unit: items.';
COMMENT ON COLUMN sitrep.runs.clean_read IS 'Pages that the stage took in: kept + empty + rejected. Unit: pages.';
COMMENT ON COLUMN sitrep.runs.clean_kept IS 'Those that gave an article. Unit: pages.';
COMMENT ON COLUMN sitrep.runs.clean_empty IS 'Those without one that is no error. Unit: pages.';
COMMENT ON COLUMN sitrep.runs.clean_rejected IS 'Those that are in rejections. Unit: pages.';
COMMENT ON COLUMN sitrep.runs.extract_read IS 'Articles that the stage took in: kept + empty + rejected. Unit: articles.';
COMMENT ON COLUMN sitrep.runs.extract_kept IS 'Those that tell an incident. Unit: articles.';
COMMENT ON COLUMN sitrep.runs.extract_empty IS 'Those that tell none. Unit: articles.';
COMMENT ON COLUMN sitrep.runs.extract_rejected IS 'Those that are in rejections. Unit: articles.';
COMMENT ON COLUMN sitrep.runs.resolve_read IS 'Mentions that the stage took in: kept + empty + rejected. Unit: mentions.';
COMMENT ON COLUMN sitrep.runs.resolve_kept IS 'Those that are part of an incident. Unit: mentions.';
COMMENT ON COLUMN sitrep.runs.resolve_empty IS 'Those that stay mentions: planned, threatened, negated, withdrawn ... Unit: mentions.';
COMMENT ON COLUMN sitrep.runs.resolve_rejected IS 'Those that are in rejections. Unit: mentions.';
COMMENT ON COLUMN sitrep.runs.rejected_by_reason IS 'Rejections by stage and reason, as JSON. Null: none.';
COMMENT ON COLUMN sitrep.runs.incidents_inserted IS 'Incidents inserted. Unit: incidents.';
COMMENT ON COLUMN sitrep.runs.incidents_updated IS 'Incidents updated. Unit: incidents.';
COMMENT ON COLUMN sitrep.runs.incidents_merged IS 'Incidents merged. Unit: incidents.';
COMMENT ON COLUMN sitrep.runs.incidents_split IS 'Incidents split. Unit: incidents.';
COMMENT ON COLUMN sitrep.runs.incidents_retracted IS 'Incidents retracted. Unit: incidents.';
COMMENT ON COLUMN sitrep.runs.seconds IS 'How long the attempt took. Unit: seconds. Null: not finished.';
COMMENT ON COLUMN sitrep.runs.published_to_visible_p50_s IS 'Median time from an article’s publication until readers saw it. Unit: seconds. Null: no article with that time.';
COMMENT ON COLUMN sitrep.runs.published_to_visible_p95_s IS '95th percentile time from an article’s publication until readers saw it. Unit: seconds. Null: no article with that time.';
COMMENT ON COLUMN sitrep.runs.fetched_to_visible_p50_s IS 'Median time from an article’s fetching until readers saw it. Unit: seconds. Null: no article with that time.';
COMMENT ON COLUMN sitrep.runs.fetched_to_visible_p95_s IS '95th percentile time from an article’s fetching until readers saw it. Unit: seconds. Null: no article with that time.';
COMMENT ON COLUMN sitrep.runs.run_date IS 'Day of the window (UTC).';

-- One type of incident of our codebook, with the nearest type of three others.
CREATE TABLE IF NOT EXISTS sitrep.event_types (
  code VARCHAR(65535) NOT NULL,
  parent VARCHAR(65535) NOT NULL,
  family VARCHAR(65535) NOT NULL,
  label VARCHAR(65535) NOT NULL,
  definition VARCHAR(65535) NOT NULL,
  acled VARCHAR(65535) NOT NULL,
  cameo VARCHAR(65535) NOT NULL,
  plover VARCHAR(65535) NOT NULL,
  PRIMARY KEY (code)
);
COMMENT ON TABLE sitrep.event_types IS 'One type of incident of our codebook, with the nearest type of three others.';
COMMENT ON COLUMN sitrep.event_types.code IS 'Our code, as in incidents.event_type.';
COMMENT ON COLUMN sitrep.event_types.parent IS 'The broader class.';
COMMENT ON COLUMN sitrep.event_types.family IS 'Types that reports may call by each other’s name.';
COMMENT ON COLUMN sitrep.event_types.label IS 'The code in words.';
COMMENT ON COLUMN sitrep.event_types.definition IS 'What is meant by it.';
COMMENT ON COLUMN sitrep.event_types.acled IS 'Nearest sub-event type of ACLED.';
COMMENT ON COLUMN sitrep.event_types.cameo IS 'Nearest root code of CAMEO.';
COMMENT ON COLUMN sitrep.event_types.plover IS 'Nearest type of PLOVER.';

-- The codebook's rows: run these again when a new version brings more types.
DELETE FROM sitrep.event_types WHERE 1 = 1;
INSERT INTO sitrep.event_types (code, parent, family, label, definition, acled, cameo, plover) VALUES
  ('air_strike', 'explosions', 'strike', 'Air strike', 'Aircraft bomb, or fire missiles at, a target on the ground; also a place hit by missiles in a wave of air strikes.', 'Air/drone strike', '19', 'ASSAULT'),
  ('drone_strike', 'explosions', 'strike', 'Drone strike', 'An unmanned aircraft strikes, or is flown into, a target.', 'Air/drone strike', '19', 'ASSAULT'),
  ('shelling', 'explosions', 'strike', 'Shelling', 'Artillery, mortars, rockets or missiles are fired at a target from a distance; missiles of which nothing says what fired them.', 'Shelling/artillery/missile attack', '19', 'ASSAULT'),
  ('bombing', 'explosions', 'bombing', 'Bombing', 'A planted or thrown explosive goes off: IED, mine, car bomb, letter bomb.', 'Remote explosive/landmine/IED', '18', 'ASSAULT'),
  ('suicide_bombing', 'explosions', 'bombing', 'Suicide bombing', 'An attacker sets off explosives that he or she carries or drives.', 'Suicide bomb', '18', 'ASSAULT'),
  ('grenade_attack', 'explosions', 'bombing', 'Grenade attack', 'A grenade is thrown or fired at a target.', 'Grenade', '18', 'ASSAULT'),
  ('chemical_attack', 'explosions', 'bombing', 'Chemical attack', 'A toxic substance is used as a weapon.', 'Chemical weapon', '20', 'ASSAULT'),
  ('armed_clash', 'battles', 'clash', 'Armed clash', 'Two armed parties fight each other.', 'Armed clash', '19', 'ASSAULT'),
  ('territory_regained', 'battles', 'territory', 'Territory regained', 'State forces take a place back.', 'Government regains territory', '19', 'ASSAULT'),
  ('territory_lost', 'battles', 'territory', 'Territory lost', 'An armed group, or the forces of another state, takes a place.', 'Non-state actor overtakes territory', '19', 'ASSAULT'),
  ('shooting', 'violence', 'violence', 'Shooting', 'Somebody who does not fight is shot at.', 'Attack', '18', 'ASSAULT'),
  ('stabbing', 'violence', 'violence', 'Stabbing', 'Somebody is attacked with a blade.', 'Attack', '18', 'ASSAULT'),
  ('assassination', 'violence', 'violence', 'Assassination', 'A named person is killed, or attacked to be killed, for who he or she is.', 'Attack', '18', 'ASSAULT'),
  ('attack', 'violence', 'violence', 'Attack', 'Other violence against people who do not fight, or an attack not told in detail.', 'Attack', '18', 'ASSAULT'),
  ('abduction', 'violence', 'abduction', 'Abduction', 'People are taken or held against their will by other than lawful arrest.', 'Abduction/forced disappearance', '18', 'ASSAULT'),
  ('sexual_violence', 'violence', 'sexual_violence', 'Sexual violence', 'People are attacked sexually.', 'Sexual violence', '18', 'ASSAULT'),
  ('protest', 'protests', 'protest', 'Protest', 'People demonstrate without violence.', 'Peaceful protest', '14', 'PROTEST'),
  ('protest_with_intervention', 'protests', 'protest', 'Protest with intervention', 'A demonstration is broken up, or its people held, without excessive force.', 'Protest with intervention', '14', 'PROTEST'),
  ('crackdown', 'protests', 'protest', 'Crackdown', 'Demonstrators are met with deadly or maiming force.', 'Excessive force against protesters', '17', 'COERCE'),
  ('riot', 'riots', 'riot', 'Riot', 'Demonstrators turn violent against people or things.', 'Violent demonstration', '14', 'PROTEST'),
  ('mob_violence', 'riots', 'riot', 'Mob violence', 'A crowd or rival groups of civilians attack people outside of a demonstration.', 'Mob violence', '18', 'ASSAULT'),
  ('arrest', 'strategic', 'arrest', 'Arrest', 'An operation holds suspects, fighters or political figures.', 'Arrests', '17', 'COERCE'),
  ('interception', 'strategic', 'interception', 'Interception', 'Weapons are seized or disarmed, drones or missiles shot down, a plot foiled.', 'Disrupted weapons use', '17', 'COERCE'),
  ('arson', 'strategic', 'arson', 'Arson', 'Property is set on fire.', 'Looting/property destruction', '18', 'ASSAULT'),
  ('looting', 'strategic', 'looting', 'Looting', 'Property is carried off or destroyed.', 'Looting/property destruction', '18', 'ASSAULT'),
  ('robbery', 'strategic', 'robbery', 'Robbery', 'Somebody is robbed with force or threat.', 'Looting/property destruction', '18', 'ASSAULT'),
  ('hijacking', 'strategic', 'abduction', 'Hijacking', 'A vehicle, vessel or aircraft is seized with those aboard, by pirates, gunmen or a navy.', 'Abduction/forced disappearance', '18', 'ASSAULT'),
  ('sabotage', 'strategic', 'arson', 'Sabotage', 'Infrastructure is damaged on purpose.', 'Looting/property destruction', '18', 'ASSAULT'),
  ('agreement', 'strategic', 'agreement', 'Agreement', 'Parties agree: ceasefire, peace, exchange of prisoners.', 'Agreement', '05', 'AGREE'),
  ('base_established', 'strategic', 'base_established', 'Base established', 'A party sets up a base, a headquarters or checkpoints.', 'Headquarters or base established', '15', 'MOBILIZE'),
  ('group_change', 'strategic', 'group_change', 'Change of group', 'An armed group forms, splits, joins, surrenders, or its forces move.', 'Change to group/activity', '15', 'MOBILIZE'),
  ('territory_transfer', 'strategic', 'territory', 'Territory transferred', 'A place changes hands without fighting.', 'Non-violent transfer of territory', '08', 'YIELD');
