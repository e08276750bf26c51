-- Made by: sitrep ddl --dialect databricks --script tables
-- The tables of sitrep in Databricks, with what each column means.

CREATE SCHEMA IF NOT EXISTS sitrep;

-- One feed at one slot: whether it was asked, what it answered and how much was new. It tells "no incidents" and "we did not look" apart.
CREATE TABLE IF NOT EXISTS sitrep.feed_polls (
  feed_id STRING NOT NULL COMMENT 'Identifies the feed: hash of its address.',
  feed_url STRING NOT NULL COMMENT 'The feed’s address as the feeds file has it.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window that this slot belongs to. Unit: UTC.',
  status STRING NOT NULL COMMENT 'What came of the slot.',
  publisher STRING COMMENT 'Who publishes the feed: the feeds file’s name for it, else the site. Null: not named and not to be told from the address.',
  reason STRING COMMENT 'Why the poll failed, as one of the rejection reasons; why a feed that is not due is asked no more (gone) or once a day (feed_duplicate: another feed tells the same). Null: it did not fail, and is asked as often as its interval says.',
  http_status BIGINT COMMENT 'HTTP status of the last response. Null: no response.',
  polled_at TIMESTAMP COMMENT 'When the feed was asked. Unit: UTC. Null: it was not asked in this slot.',
  n_bytes BIGINT COMMENT 'Size of the response body as sent. Unit: bytes. Null: no body.',
  n_items BIGINT COMMENT 'Items in the feed. Unit: items. Null: nothing was read.',
  n_new BIGINT COMMENT 'Items never seen before, or changed. Unit: items. Null: nothing was read.',
  next_poll_at TIMESTAMP COMMENT 'Before this time the feed is not asked again. Unit: UTC. Null: never again (gone), or not known.',
  poll_date DATE NOT NULL COMMENT 'Day of the window (UTC).'
)
USING DELTA
CLUSTER BY (poll_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'feed_id, window_start, poll_date');

-- One fetched response and the feed item that it came from. The body is kept 30 days by default, then null.
CREATE TABLE IF NOT EXISTS sitrep.pages (
  page_id STRING NOT NULL COMMENT 'Identifies the response: hash of the address asked for and the window.',
  url STRING NOT NULL COMMENT 'The address asked for: the item’s link.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window that fetched it. Unit: UTC.',
  final_url STRING COMMENT 'The address that answered, after redirects. Null: no response.',
  fetched_at TIMESTAMP COMMENT 'When the response had arrived. Unit: UTC. Null: not told (imported).',
  http_status BIGINT COMMENT 'HTTP status; 404, 410 and 451 on a page fetched before mean that it is gone. Null: not told (imported).',
  content_type STRING COMMENT 'The Content-Type header. Null: not sent.',
  etag STRING COMMENT 'The ETag header. Null: not sent.',
  last_modified STRING COMMENT 'The Last-Modified header as sent. Null: not sent.',
  body BINARY COMMENT 'The response body, decompressed, in the page’s own charset. Null: gone, or older than the time bodies are kept.',
  sha256 STRING COMMENT 'SHA-256 of the body. Unit: hexadecimal. Null: no body.',
  publisher STRING COMMENT 'Who publishes it, as the feed tells. Null: not known.',
  feed_id STRING COMMENT 'The feed whose item it is. Null: imported without a feed.',
  item_id STRING COMMENT 'The item’s own id (guid, atom:id), else its link. Null: imported without an item.',
  item_title STRING COMMENT 'The item’s title, without markup. Null: the item has none.',
  item_published_at TIMESTAMP COMMENT 'The item’s publication time. Unit: UTC. Null: the item has none that can be read.',
  item_language STRING COMMENT 'Language that the item or the feed states. Unit: BCP 47. Null: not stated.',
  fetch_date DATE NOT NULL COMMENT 'Day of the window (UTC).'
)
USING DELTA
CLUSTER BY (fetch_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'page_id, fetch_date');

-- One revision of an article: cleaned text and metadata. A changed hash of the normalised text makes a new revision; a revision never moves to another partition.
CREATE TABLE IF NOT EXISTS sitrep.articles (
  article_id STRING NOT NULL COMMENT 'Identifies the article: hash of its canonical address and, in a live blog, of the post.',
  text STRING NOT NULL COMMENT 'The cleaned text: paragraphs separated by one line feed, NFC. All offsets count its Unicode code points.',
  revision BIGINT NOT NULL COMMENT 'Number of the revision, from 1, in the order of their windows.',
  title STRING COMMENT 'The headline. Null: none found.',
  url STRING COMMENT 'The address asked for. Null: imported without an address.',
  canonical_url STRING COMMENT 'The one address of the article: canonical link or final address without tracking parameters. Null: imported without an address.',
  post_id STRING COMMENT 'The post’s id within a live blog. Null: not a live blog.',
  publisher STRING COMMENT 'Who published it. Null: not known.',
  published_at TIMESTAMP COMMENT 'When it was first published. Unit: UTC. Null: nothing tells.',
  published_at_source STRING COMMENT 'What told published_at, for example json_ld, meta, time, item, url. Null: published_at is null.',
  published_utc_offset BIGINT COMMENT 'What the publisher’s clock was ahead of UTC at published_at: its day is what the article means by today. Unit: minutes. Null: UTC, or not told.',
  title_source STRING COMMENT 'What told the title, for example json_ld, og, h1, item. Null: title is null.',
  authors STRING COMMENT 'Authors as printed, separated by "; ". Null: none named.',
  language STRING COMMENT 'Language of the text. Unit: BCP 47. Null: not told and not recognised.',
  sha256 STRING COMMENT 'SHA-256 of the normalised text: revisions differ in it. Unit: hexadecimal. Null: imported without a text hash.',
  origin_article_id STRING COMMENT 'The first article of the group of syndicated or near-identical ones; itself when it is the first. Null: not compared yet.',
  shingles BINARY COMMENT 'Sketch of the text that copies are found by. Null: text too short to compare.',
  page_id STRING COMMENT 'The page it was read from. Null: imported as text.',
  feed_id STRING COMMENT 'The feed that led to it. Null: imported without a feed.',
  fetched_at TIMESTAMP COMMENT 'When its page was fetched. Unit: UTC. Null: not told (imported).',
  recorded_at TIMESTAMP COMMENT 'Start of the window that first landed any revision of the article. Unit: UTC. Null: stage command without windows.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window that landed this revision. Unit: UTC.',
  gone_at TIMESTAMP COMMENT 'Fetch time of the first re-check that found it gone (404, 410, 451). Changes nothing else. Unit: UTC. Null: not known to be gone.',
  seen_date DATE NOT NULL COMMENT 'Day of the window (UTC).'
)
USING DELTA
CLUSTER BY (seen_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'article_id, revision, seen_date');

-- One incident as one article tells it, with the words that every value was read from. Holds all that resolving needs. Withdrawn mentions stay, with withdrawn_at.
CREATE TABLE IF NOT EXISTS sitrep.mentions (
  mention_id STRING NOT NULL COMMENT 'Identifies the mention: hash of the article, the family of its type and its number; later revisions keep it.',
  article_id STRING NOT NULL COMMENT 'The article that tells it.',
  event_type STRING NOT NULL COMMENT 'Code of the codebook event_types.tsv.',
  article_revision BIGINT NOT NULL COMMENT 'The revision that all offsets of this row count in.',
  publisher STRING COMMENT 'Publisher of the article. Null: not known.',
  url STRING COMMENT 'Address of the article. Null: imported without an address.',
  title STRING COMMENT 'Headline of the article. Null: none found.',
  published_at TIMESTAMP COMMENT 'Publication time of the article. Unit: UTC. Null: not known.',
  recorded_at TIMESTAMP COMMENT 'Start of the window that first landed the article. Unit: UTC. Null: stage command without windows.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window that landed the article revision. Unit: UTC.',
  origin_article_id STRING COMMENT 'Origin of the article: copies share it. Null: not compared.',
  language STRING COMMENT 'Language of the article. Unit: BCP 47. Null: not known.',
  withdrawn_at TIMESTAMP COMMENT 'Start of the window whose revision or notice withdrew the mention. Unit: UTC. Null: not withdrawn.',
  status STRING NOT NULL COMMENT 'Whether it happened, as told.',
  salience STRING NOT NULL COMMENT 'What part it plays in the article.',
  event_start DATE COMMENT 'First day of the interval told. Null: the text gives no date.',
  event_end DATE COMMENT 'Last day of the interval told. Null: the text gives no date.',
  date_precision STRING NOT NULL COMMENT 'How fine the interval is.',
  event_date DATE NOT NULL COMMENT 'event_start, else the publication day, else the window’s day: for partitions, not a statement.',
  event_date_source STRING COMMENT 'Which of the three event_date is. Null: never in the lake.',
  place STRING NOT NULL COMMENT 'Where it happened, no finer than the text says.',
  participants STRING NOT NULL COMMENT 'Who did what to whom, in text order; empty when nobody is named.',
  weapons STRING NOT NULL COMMENT 'Weapons and means; empty when none is named.',
  casualties STRING NOT NULL COMMENT 'Tolls: the total of each outcome first, then its parts; empty when none is told.',
  evidence STRING NOT NULL COMMENT 'The words, sorted by field and offset.',
  terms STRING NOT NULL COMMENT 'Words of the telling sentences, for comparing mentions; ages are in figures.',
  names STRING NOT NULL COMMENT 'Full names of people in the mention’s story (lower case), without officials and reporters, and its streets with their town (’bartlett, fallriver’): they tie reports of one incident that lie months apart.',
  confidence DOUBLE COMMENT 'Probability that the mention is right, calibrated on gold. Unit: 0..1. Null: not calibrated.',
  extractor STRING COMMENT 'What extracted it, as name@version. Null: not told.'
)
USING DELTA
CLUSTER BY (event_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'mention_id, event_date');

-- One incident: what happened at one place on one day or in one stated interval, with the best values of all its mentions. Flat.
CREATE TABLE IF NOT EXISTS sitrep.incidents (
  incident_id STRING NOT NULL COMMENT 'Identifies the incident: hash of its first recorded mention. Stable; merged ids keep resolving through incident_changes.',
  event_type STRING NOT NULL COMMENT 'Code of the codebook event_types.tsv.',
  status STRING NOT NULL COMMENT 'Whether it happened, as its sources tell together.',
  salience STRING NOT NULL COMMENT 'The most prominent part it plays in any source.',
  is_default BOOLEAN NOT NULL COMMENT 'Status is occurred and it is main or context somewhere: what every count uses unless asked for all.',
  event_date DATE NOT NULL COMMENT 'event_start, else the publication day, else the window’s day: for partitions, not a statement.',
  event_date_source STRING NOT NULL COMMENT 'Which of the three event_date is.',
  revision BIGINT NOT NULL COMMENT 'Counts the changes of this incident, from 1.',
  event_start DATE COMMENT 'First day of the incident. Null: no source gives a date.',
  event_end DATE COMMENT 'Last day of the incident. Null: no source gives a date.',
  date_precision STRING NOT NULL COMMENT 'How fine the interval is.',
  title STRING COMMENT 'Headline of the source that tells it best. Null: no source has a headline.',
  place_name STRING COMMENT 'The place as named in the text; a quarter with its town (Chelsea, Manhattan). Null: no place is told.',
  geoname_id BIGINT COMMENT 'The place’s id in GeoNames. Null: not in the gazetteer, or no place.',
  admin1 STRING COMMENT 'First-order division (province, state, governorate). Null: coarser, or unknown.',
  admin1_code STRING COMMENT 'ISO 3166-2 code of admin1. Unit: ISO 3166-2. Null: coarser, unknown, or without a code.',
  country STRING COMMENT 'Country code. Unit: ISO 3166-1 alpha-2. Null: unknown.',
  country_name STRING COMMENT 'The country’s short English name in GeoNames. Null: unknown.',
  latitude DOUBLE COMMENT 'Latitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.',
  longitude DOUBLE COMMENT 'Longitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.',
  place_precision STRING NOT NULL COMMENT 'How fine the place is.',
  uncertainty_km DOUBLE COMMENT 'Radius around the coordinates that holds the incident. Unit: kilometres. Null: no coordinates.',
  perpetrators STRING COMMENT 'Who did it, as named, separated by "; ". Null: nobody is named.',
  targets STRING COMMENT 'Institutions and things aimed at, as named, separated by "; ". Null: none named.',
  victims STRING COMMENT 'People harmed, as named, separated by "; ". Null: none named.',
  weapons STRING COMMENT 'Weapons and means, as named, separated by "; ". Null: none named.',
  killed_low BIGINT COMMENT 'Least number of dead that the accepted claims allow. Unit: people. Null: no toll is told.',
  killed_best BIGINT COMMENT 'Best number of dead; 0 is said to be none. Unit: people. Null: no toll is told.',
  killed_high BIGINT COMMENT 'Largest number of dead that the accepted claims allow. Unit: people. Null: no toll is told.',
  injured_low BIGINT COMMENT 'Least number of injured that the accepted claims allow. Unit: people. Null: no toll is told.',
  injured_best BIGINT COMMENT 'Best number of injured; 0 is said to be none. Unit: people. Null: no toll is told.',
  injured_high BIGINT COMMENT 'Largest number of injured that the accepted claims allow. Unit: people. Null: no toll is told.',
  tolls_disputed BOOLEAN NOT NULL COMMENT 'Claimants contradict each other about a toll.',
  n_mentions BIGINT NOT NULL COMMENT 'Mentions resolved into it, without withdrawn ones. Unit: mentions.',
  n_articles BIGINT NOT NULL COMMENT 'Articles that tell it. Unit: articles.',
  n_publishers BIGINT NOT NULL COMMENT 'Publishers that tell it. Unit: publishers.',
  n_origins BIGINT NOT NULL COMMENT 'Independent origins that tell it: syndicated copies count once. Unit: origins.',
  first_reported_at TIMESTAMP COMMENT 'Publication time of its first source. Unit: UTC. Null: no source has one.',
  last_reported_at TIMESTAMP COMMENT 'Publication time of its last source. Unit: UTC. Null: no source has one.',
  first_recorded_at TIMESTAMP COMMENT 'Start of the first window that landed a source. Unit: UTC. Null: never in the lake.',
  last_recorded_at TIMESTAMP COMMENT 'Start of the newest window that told, changed or withdrew a mention of it. Unit: UTC. Null: never in the lake.',
  confidence DOUBLE COMMENT 'Probability that the incident is right, calibrated on gold. Unit: 0..1. Null: not calibrated.',
  resolver STRING COMMENT 'What resolved it, as name@version. Null: not told.'
)
USING DELTA
CLUSTER BY (event_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'incident_id, event_date');

-- One mention of one incident, its article, and the words that tell it.
CREATE TABLE IF NOT EXISTS sitrep.incident_sources (
  incident_id STRING NOT NULL COMMENT 'The incident.',
  mention_id STRING NOT NULL COMMENT 'The mention.',
  article_id STRING NOT NULL COMMENT 'The article.',
  event_date DATE NOT NULL COMMENT 'The incident’s event_date, so that both lie in the same partition.',
  article_revision BIGINT NOT NULL COMMENT 'The revision that the offsets count in.',
  publisher STRING COMMENT 'Publisher of the article. Null: not known.',
  url STRING COMMENT 'Address of the article. Null: imported without an address.',
  title STRING COMMENT 'Headline of the article. Null: none found.',
  published_at TIMESTAMP COMMENT 'Publication time of the article. Unit: UTC. Null: not known.',
  recorded_at TIMESTAMP COMMENT 'Start of the window that first landed the article. Unit: UTC. Null: not known.',
  origin_article_id STRING COMMENT 'Origin of the article: copies share it. Null: not compared.',
  salience STRING NOT NULL COMMENT 'What part the incident plays in this article.',
  mention_event_date DATE COMMENT 'event_date of the mention: the partition to find it in. Null: not known.',
  field STRING COMMENT 'Which field of the article revision the offsets count in. Null: the mention has no words of its own.',
  start BIGINT COMMENT 'Where the words begin, from 0. Unit: Unicode code points. Null: the mention has no words of its own.',
  `end` BIGINT COMMENT 'Where the words end (exclusive). Unit: Unicode code points. Null: the mention has no words of its own.'
)
USING DELTA
CLUSTER BY (event_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'incident_id, mention_id, event_date');

-- Who did what to whom, as one mention of an incident tells it.
CREATE TABLE IF NOT EXISTS sitrep.incident_participants (
  incident_id STRING NOT NULL COMMENT 'The incident.',
  mention_id STRING NOT NULL COMMENT 'The mention that tells it.',
  n BIGINT NOT NULL COMMENT 'Number of the participant within the mention, from 0.',
  event_date DATE NOT NULL COMMENT 'The incident’s event_date, so that both lie in the same partition.',
  role STRING NOT NULL COMMENT 'What the actor did. A target is physical or institutional, a victim is human.',
  name STRING NOT NULL COMMENT 'The words that name the actor.',
  actor_id STRING COMMENT 'Id of the actor in the list of known actors. Null: not a known actor.',
  type STRING COMMENT 'Kind of actor: state forces, rebels, police, civilians ... Null: not told by the words.',
  country STRING COMMENT 'Country the actor belongs to. Unit: ISO 3166-1 alpha-2. Null: not told, or of none.',
  article_id STRING COMMENT 'The article that tells it. Null: not known.',
  article_revision BIGINT NOT NULL COMMENT 'The revision that the offsets count in.',
  field STRING COMMENT 'Which field of the article revision the offsets count in. Null: not told by words of its own.',
  start BIGINT COMMENT 'Where the words begin, from 0. Unit: Unicode code points. Null: not told by words of its own.',
  `end` BIGINT COMMENT 'Where the words end (exclusive). Unit: Unicode code points. Null: not told by words of its own.'
)
USING DELTA
CLUSTER BY (event_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'incident_id, mention_id, n, event_date');

-- One toll of an incident with its claimant, as one mention tells it.
CREATE TABLE IF NOT EXISTS sitrep.incident_claims (
  incident_id STRING NOT NULL COMMENT 'The incident.',
  mention_id STRING NOT NULL COMMENT 'The mention that tells it.',
  n BIGINT NOT NULL COMMENT 'Number of the claim within the mention, from 0.',
  event_date DATE NOT NULL COMMENT 'The incident’s event_date, so that both lie in the same partition.',
  outcome STRING NOT NULL COMMENT 'What happened to them.',
  low BIGINT COMMENT 'Least number that the words allow; 0 is said to be none. Unit: people. Null: no number is told.',
  best BIGINT COMMENT 'The number told, or the stated middle of a vague word. Unit: people. Null: no number is told.',
  high BIGINT COMMENT 'Largest number that the words allow ("dozens" is 24 to 99). Unit: people. Null: no number is told.',
  who STRING COMMENT 'Who they are, as told. Null: not told.',
  claimant STRING COMMENT 'Who says so. Null: the article itself.',
  part_of STRING COMMENT 'The outcome whose total this number is a part of ("including three children"). Null: a total of its own.',
  article_id STRING COMMENT 'The article that tells it. Null: not known.',
  article_revision BIGINT NOT NULL COMMENT 'The revision that the offsets count in.',
  published_at TIMESTAMP COMMENT 'Publication time of the article: later claims may correct earlier ones. Unit: UTC. Null: not known.',
  field STRING COMMENT 'Which field of the article revision the offsets count in. Null: not told by words of its own.',
  start BIGINT COMMENT 'Where the words begin, from 0. Unit: Unicode code points. Null: not told by words of its own.',
  `end` BIGINT COMMENT 'Where the words end (exclusive). Unit: Unicode code points. Null: not told by words of its own.'
)
USING DELTA
CLUSTER BY (event_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'incident_id, mention_id, n, event_date');

-- The change feed: one step of an incident's history with the full row after it. Applied in the order of change_seq, the changes give the incidents: insert, update and split write the row, merge and retract remove it. A merge or a retraction carries the last row of what went.
CREATE TABLE IF NOT EXISTS sitrep.incident_changes (
  change_seq BIGINT NOT NULL COMMENT 'Number of the change, growing without gaps: the high-water mark of an incremental load.',
  op STRING NOT NULL COMMENT 'What happened to the incident.',
  incident_id STRING NOT NULL COMMENT 'The incident that changed.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window that made the change. Unit: UTC.',
  cause_article_id STRING COMMENT 'The article because of which it changed. Null: no single article (rules or overrides changed).',
  old_event_date DATE COMMENT 'Partition that the incident was in before the change. Null: it was in none: new.',
  merged_into STRING COMMENT 'The incident that this one is part of now. Null: not a merge.',
  event_type STRING COMMENT 'Code of the codebook event_types.tsv. Null: never written.',
  status STRING COMMENT 'Whether it happened, as its sources tell together. Null: never written.',
  salience STRING COMMENT 'The most prominent part it plays in any source. Null: never written.',
  is_default BOOLEAN COMMENT 'Status is occurred and it is main or context somewhere: what every count uses unless asked for all. Null: never written.',
  event_date DATE COMMENT 'event_start, else the publication day, else the window’s day: for partitions, not a statement. Null: never written.',
  event_date_source STRING COMMENT 'Which of the three event_date is. Null: never written.',
  revision BIGINT COMMENT 'Counts the changes of this incident, from 1. Null: never written.',
  event_start DATE COMMENT 'First day of the incident. Null: no source gives a date.',
  event_end DATE COMMENT 'Last day of the incident. Null: no source gives a date.',
  date_precision STRING COMMENT 'How fine the interval is. Null: never written.',
  title STRING COMMENT 'Headline of the source that tells it best. Null: no source has a headline.',
  place_name STRING COMMENT 'The place as named in the text. Null: no place is told.',
  geoname_id BIGINT COMMENT 'The place’s id in GeoNames. Null: not in the gazetteer, or no place.',
  admin1 STRING COMMENT 'First-order division (province, state, governorate). Null: coarser, or unknown.',
  admin1_code STRING COMMENT 'ISO 3166-2 code of admin1. Unit: ISO 3166-2. Null: coarser, unknown, or without a code.',
  country STRING COMMENT 'Country code. Unit: ISO 3166-1 alpha-2. Null: unknown.',
  country_name STRING COMMENT 'The country’s short English name in GeoNames. Null: unknown.',
  latitude DOUBLE COMMENT 'Latitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.',
  longitude DOUBLE COMMENT 'Longitude of the place (its centre when it is an area). Unit: degrees, WGS 84. Null: unknown: never a made-up point.',
  place_precision STRING COMMENT 'How fine the place is. Null: never written.',
  uncertainty_km DOUBLE COMMENT 'Radius around the coordinates that holds the incident. Unit: kilometres. Null: no coordinates.',
  perpetrators STRING COMMENT 'Who did it, as named, separated by "; ". Null: nobody is named.',
  targets STRING COMMENT 'Institutions and things aimed at, as named, separated by "; ". Null: none named.',
  victims STRING COMMENT 'People harmed, as named, separated by "; ". Null: none named.',
  weapons STRING COMMENT 'Weapons and means, as named, separated by "; ". Null: none named.',
  killed_low BIGINT COMMENT 'Least number of dead that the accepted claims allow. Unit: people. Null: no toll is told.',
  killed_best BIGINT COMMENT 'Best number of dead; 0 is said to be none. Unit: people. Null: no toll is told.',
  killed_high BIGINT COMMENT 'Largest number of dead that the accepted claims allow. Unit: people. Null: no toll is told.',
  injured_low BIGINT COMMENT 'Least number of injured that the accepted claims allow. Unit: people. Null: no toll is told.',
  injured_best BIGINT COMMENT 'Best number of injured; 0 is said to be none. Unit: people. Null: no toll is told.',
  injured_high BIGINT COMMENT 'Largest number of injured that the accepted claims allow. Unit: people. Null: no toll is told.',
  tolls_disputed BOOLEAN COMMENT 'Claimants contradict each other about a toll. Null: never written.',
  n_mentions BIGINT COMMENT 'Mentions resolved into it, without withdrawn ones. Unit: mentions. Null: never written.',
  n_articles BIGINT COMMENT 'Articles that tell it. Unit: articles. Null: never written.',
  n_publishers BIGINT COMMENT 'Publishers that tell it. Unit: publishers. Null: never written.',
  n_origins BIGINT COMMENT 'Independent origins that tell it: syndicated copies count once. Unit: origins. Null: never written.',
  first_reported_at TIMESTAMP COMMENT 'Publication time of its first source. Unit: UTC. Null: no source has one.',
  last_reported_at TIMESTAMP COMMENT 'Publication time of its last source. Unit: UTC. Null: no source has one.',
  first_recorded_at TIMESTAMP COMMENT 'Start of the first window that landed a source. Unit: UTC. Null: never in the lake.',
  last_recorded_at TIMESTAMP COMMENT 'Start of the newest window that told, changed or withdrew a mention of it. Unit: UTC. Null: never in the lake.',
  confidence DOUBLE COMMENT 'Probability that the incident is right, calibrated on gold. Unit: 0..1. Null: not calibrated.',
  resolver STRING COMMENT 'What resolved it, as name@version. Null: not told.',
  change_date DATE NOT NULL COMMENT 'Day of the window that made the change (UTC).'
)
USING DELTA
CLUSTER BY (change_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'change_seq, change_date');

-- A record that a stage could not use, and why. In every stage read = kept + empty + rejected.
CREATE TABLE IF NOT EXISTS sitrep.rejections (
  rejection_id STRING NOT NULL COMMENT 'Identifies the rejection: hash of stage, reason, record and window.',
  stage STRING NOT NULL COMMENT 'The stage that could not use it.',
  reason STRING NOT NULL COMMENT 'Why.',
  ref STRING NOT NULL COMMENT 'What was rejected: feed_id, item link, page_id, article_id or mention_id, by stage.',
  detail STRING COMMENT 'More in words, for people. Null: the reason says it all.',
  url STRING COMMENT 'Address of the record. Null: it has none.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window. Unit: UTC.',
  seen_date DATE NOT NULL COMMENT 'Day of the window (UTC).'
)
USING DELTA
CLUSTER BY (seen_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'rejection_id, seen_date');

-- One attempt to build one window. The only dataset that a rerun adds to.
CREATE TABLE IF NOT EXISTS sitrep.runs (
  run_id STRING NOT NULL COMMENT 'Identifies the run: hash of window, configuration and code version; attempts share it.',
  attempt BIGINT NOT NULL COMMENT 'Number of the attempt, from 1.',
  window_start TIMESTAMP NOT NULL COMMENT 'Start of the window that it built. Unit: UTC.',
  started_at TIMESTAMP NOT NULL COMMENT 'When the attempt began. Unit: UTC.',
  finished_at TIMESTAMP COMMENT 'When its rows were ready to publish. Unit: UTC. Null: not finished.',
  code_version STRING COMMENT 'Version of sitrep. Null: not told.',
  configuration STRING COMMENT 'Settings that decide what is computed, as JSON. Null: not told.',
  runner STRING COMMENT 'The Beam runner. Null: no Beam job.',
  fetch_read BIGINT NOT NULL COMMENT 'Items that the stage took in: kept + empty + rejected. Unit: items.',
  fetch_kept BIGINT NOT NULL COMMENT 'Those that gave a page. Unit: items.',
  fetch_empty BIGINT NOT NULL COMMENT 'Re-checks that found nothing new. Unit: items.',
  fetch_rejected BIGINT NOT NULL COMMENT 'Those that are in rejections. Unit: items.',
  clean_read BIGINT NOT NULL COMMENT 'Pages that the stage took in: kept + empty + rejected. Unit: pages.',
  clean_kept BIGINT NOT NULL COMMENT 'Those that gave an article. Unit: pages.',
  clean_empty BIGINT NOT NULL COMMENT 'Those without one that is no error. Unit: pages.',
  clean_rejected BIGINT NOT NULL COMMENT 'Those that are in rejections. Unit: pages.',
  extract_read BIGINT NOT NULL COMMENT 'Articles that the stage took in: kept + empty + rejected. Unit: articles.',
  extract_kept BIGINT NOT NULL COMMENT 'Those that tell an incident. Unit: articles.',
  extract_empty BIGINT NOT NULL COMMENT 'Those that tell none. Unit: articles.',
  extract_rejected BIGINT NOT NULL COMMENT 'Those that are in rejections. Unit: articles.',
  resolve_read BIGINT NOT NULL COMMENT 'Mentions that the stage took in: kept + empty + rejected. Unit: mentions.',
  resolve_kept BIGINT NOT NULL COMMENT 'Those that are part of an incident. Unit: mentions.',
  resolve_empty BIGINT NOT NULL COMMENT 'Those that stay mentions: planned, threatened, negated, withdrawn ... Unit: mentions.',
  resolve_rejected BIGINT NOT NULL COMMENT 'Those that are in rejections. Unit: mentions.',
  rejected_by_reason STRING COMMENT 'Rejections by stage and reason, as JSON. Null: none.',
  incidents_inserted BIGINT NOT NULL COMMENT 'Incidents inserted. Unit: incidents.',
  incidents_updated BIGINT NOT NULL COMMENT 'Incidents updated. Unit: incidents.',
  incidents_merged BIGINT NOT NULL COMMENT 'Incidents merged. Unit: incidents.',
  incidents_split BIGINT NOT NULL COMMENT 'Incidents split. Unit: incidents.',
  incidents_retracted BIGINT NOT NULL COMMENT 'Incidents retracted. Unit: incidents.',
  seconds DOUBLE COMMENT 'How long the attempt took. Unit: seconds. Null: not finished.',
  published_to_visible_p50_s DOUBLE COMMENT 'Median time from an article’s publication until readers saw it. Unit: seconds. Null: no article with that time.',
  published_to_visible_p95_s DOUBLE COMMENT '95th percentile time from an article’s publication until readers saw it. Unit: seconds. Null: no article with that time.',
  fetched_to_visible_p50_s DOUBLE COMMENT 'Median time from an article’s fetching until readers saw it. Unit: seconds. Null: no article with that time.',
  fetched_to_visible_p95_s DOUBLE COMMENT '95th percentile time from an article’s fetching until readers saw it. Unit: seconds. Null: no article with that time.',
  run_date DATE NOT NULL COMMENT 'Day of the window (UTC).'
)
USING DELTA
CLUSTER BY (run_date)
TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'run_id, attempt, run_date');

-- One type of incident of our codebook, with the nearest type of three others.
CREATE TABLE IF NOT EXISTS sitrep.event_types (
  code STRING NOT NULL COMMENT 'Our code, as in incidents.event_type.',
  parent STRING NOT NULL COMMENT 'The broader class.',
  family STRING NOT NULL COMMENT 'Types that reports may call by each other’s name.',
  label STRING NOT NULL COMMENT 'The code in words.',
  definition STRING NOT NULL COMMENT 'What is meant by it.',
  acled STRING NOT NULL COMMENT 'Nearest sub-event type of ACLED.',
  cameo STRING NOT NULL COMMENT 'Nearest root code of CAMEO.',
  plover STRING NOT NULL COMMENT 'Nearest type of PLOVER.'
)
USING DELTA;

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
