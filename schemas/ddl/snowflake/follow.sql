-- Made by: sitrep ddl --dialect snowflake --script follow
-- Bring the tables up to date from staged files, in Snowflake.
--
-- 1. Copy the folder that `realpath lake/current` names to where Snowflake reads from (it does not
--    change while you copy, and links must be followed: rsync -L, or aws s3 sync).
-- 2. Fill the staging tables. At first with everything; later it is enough to stage, of every
--    table, the days (folders) that have a file whose name was not there at the last load, and of
--    incident_sources, incident_participants and incident_claims also the days that event_date and
--    old_event_date of the new changes name. A day is staged whole, and once: empty the staging
--    tables first when something may be left in them. More days than needed do no harm.
-- 3. Run the statements below, in this order. Changes are numbered without gaps; the largest
--    number that the table incident_changes has is the high-water mark. Running it twice, or again
--    after it was broken off, gives the same tables.
--
-- After a change of sitrep's schemas add the new columns first (compare with the script `tables`);
-- after `sitrep rebuild` or `sitrep forget` empty the tables and stage everything.

-- Staging tables.
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_changes AS SELECT * FROM sitrep.incident_changes WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_sources AS SELECT * FROM sitrep.incident_sources WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_participants AS SELECT * FROM sitrep.incident_participants WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_incident_claims AS SELECT * FROM sitrep.incident_claims WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_feed_polls AS SELECT * FROM sitrep.feed_polls WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_articles AS SELECT * FROM sitrep.articles WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_rejections AS SELECT * FROM sitrep.rejections WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS sitrep.stage_runs AS SELECT * FROM sitrep.runs WHERE 1 = 0;

-- Fill them:
-- COPY INTO sitrep.stage_incident_changes (change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date) FROM (SELECT $1:"change_seq"::BIGINT, $1:"op"::VARCHAR, $1:"incident_id"::VARCHAR, $1:"window_start"::TIMESTAMP_TZ, $1:"cause_article_id"::VARCHAR, $1:"old_event_date"::DATE, $1:"merged_into"::VARCHAR, $1:"event_type"::VARCHAR, $1:"status"::VARCHAR, $1:"salience"::VARCHAR, $1:"is_default"::BOOLEAN, $1:"event_date"::DATE, $1:"event_date_source"::VARCHAR, $1:"revision"::BIGINT, $1:"event_start"::DATE, $1:"event_end"::DATE, $1:"date_precision"::VARCHAR, $1:"title"::VARCHAR, $1:"place_name"::VARCHAR, $1:"geoname_id"::BIGINT, $1:"admin1"::VARCHAR, $1:"admin1_code"::VARCHAR, $1:"country"::VARCHAR, $1:"country_name"::VARCHAR, $1:"latitude"::DOUBLE, $1:"longitude"::DOUBLE, $1:"place_precision"::VARCHAR, $1:"uncertainty_km"::DOUBLE, $1:"perpetrators"::VARCHAR, $1:"targets"::VARCHAR, $1:"victims"::VARCHAR, $1:"weapons"::VARCHAR, $1:"killed_low"::BIGINT, $1:"killed_best"::BIGINT, $1:"killed_high"::BIGINT, $1:"injured_low"::BIGINT, $1:"injured_best"::BIGINT, $1:"injured_high"::BIGINT, $1:"tolls_disputed"::BOOLEAN, $1:"n_mentions"::BIGINT, $1:"n_articles"::BIGINT, $1:"n_publishers"::BIGINT, $1:"n_origins"::BIGINT, $1:"first_reported_at"::TIMESTAMP_TZ, $1:"last_reported_at"::TIMESTAMP_TZ, $1:"first_recorded_at"::TIMESTAMP_TZ, $1:"last_recorded_at"::TIMESTAMP_TZ, $1:"confidence"::DOUBLE, $1:"resolver"::VARCHAR, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'change_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/incident_changes/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_incident_sources (incident_id, mention_id, article_id, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, "START", "END", event_date) FROM (SELECT $1:"incident_id"::VARCHAR, $1:"mention_id"::VARCHAR, $1:"article_id"::VARCHAR, $1:"article_revision"::BIGINT, $1:"publisher"::VARCHAR, $1:"url"::VARCHAR, $1:"title"::VARCHAR, $1:"published_at"::TIMESTAMP_TZ, $1:"recorded_at"::TIMESTAMP_TZ, $1:"origin_article_id"::VARCHAR, $1:"salience"::VARCHAR, $1:"mention_event_date"::DATE, $1:"field"::VARCHAR, $1:"start"::BIGINT, $1:"end"::BIGINT, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'event_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/incident_sources/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_incident_participants (incident_id, mention_id, n, role, name, actor_id, type, country, article_id, article_revision, field, "START", "END", event_date) FROM (SELECT $1:"incident_id"::VARCHAR, $1:"mention_id"::VARCHAR, $1:"n"::BIGINT, $1:"role"::VARCHAR, $1:"name"::VARCHAR, $1:"actor_id"::VARCHAR, $1:"type"::VARCHAR, $1:"country"::VARCHAR, $1:"article_id"::VARCHAR, $1:"article_revision"::BIGINT, $1:"field"::VARCHAR, $1:"start"::BIGINT, $1:"end"::BIGINT, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'event_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/incident_participants/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_incident_claims (incident_id, mention_id, n, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, "START", "END", event_date) FROM (SELECT $1:"incident_id"::VARCHAR, $1:"mention_id"::VARCHAR, $1:"n"::BIGINT, $1:"outcome"::VARCHAR, $1:"low"::BIGINT, $1:"best"::BIGINT, $1:"high"::BIGINT, $1:"who"::VARCHAR, $1:"claimant"::VARCHAR, $1:"part_of"::VARCHAR, $1:"article_id"::VARCHAR, $1:"article_revision"::BIGINT, $1:"published_at"::TIMESTAMP_TZ, $1:"field"::VARCHAR, $1:"start"::BIGINT, $1:"end"::BIGINT, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'event_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/incident_claims/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_feed_polls (feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date) FROM (SELECT $1:"feed_id"::VARCHAR, $1:"feed_url"::VARCHAR, $1:"window_start"::TIMESTAMP_TZ, $1:"status"::VARCHAR, $1:"publisher"::VARCHAR, $1:"reason"::VARCHAR, $1:"http_status"::BIGINT, $1:"polled_at"::TIMESTAMP_TZ, $1:"n_bytes"::BIGINT, $1:"n_items"::BIGINT, $1:"n_new"::BIGINT, $1:"next_poll_at"::TIMESTAMP_TZ, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'poll_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/feed_polls/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_articles (article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date) FROM (SELECT $1:"article_id"::VARCHAR, $1:"text"::VARCHAR, $1:"revision"::BIGINT, $1:"title"::VARCHAR, $1:"url"::VARCHAR, $1:"canonical_url"::VARCHAR, $1:"post_id"::VARCHAR, $1:"publisher"::VARCHAR, $1:"published_at"::TIMESTAMP_TZ, $1:"published_at_source"::VARCHAR, $1:"published_utc_offset"::BIGINT, $1:"title_source"::VARCHAR, $1:"authors"::VARCHAR, $1:"language"::VARCHAR, $1:"sha256"::VARCHAR, $1:"origin_article_id"::VARCHAR, $1:"shingles"::BINARY, $1:"page_id"::VARCHAR, $1:"feed_id"::VARCHAR, $1:"fetched_at"::TIMESTAMP_TZ, $1:"recorded_at"::TIMESTAMP_TZ, $1:"window_start"::TIMESTAMP_TZ, $1:"gone_at"::TIMESTAMP_TZ, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'seen_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/articles/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_rejections (rejection_id, stage, reason, ref, detail, url, window_start, seen_date) FROM (SELECT $1:"rejection_id"::VARCHAR, $1:"stage"::VARCHAR, $1:"reason"::VARCHAR, $1:"ref"::VARCHAR, $1:"detail"::VARCHAR, $1:"url"::VARCHAR, $1:"window_start"::TIMESTAMP_TZ, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'seen_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/rejections/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE
-- COPY INTO sitrep.stage_runs (run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date) FROM (SELECT $1:"run_id"::VARCHAR, $1:"attempt"::BIGINT, $1:"window_start"::TIMESTAMP_TZ, $1:"started_at"::TIMESTAMP_TZ, $1:"finished_at"::TIMESTAMP_TZ, $1:"code_version"::VARCHAR, $1:"configuration"::VARCHAR, $1:"runner"::VARCHAR, $1:"fetch_read"::BIGINT, $1:"fetch_kept"::BIGINT, $1:"fetch_empty"::BIGINT, $1:"fetch_rejected"::BIGINT, $1:"clean_read"::BIGINT, $1:"clean_kept"::BIGINT, $1:"clean_empty"::BIGINT, $1:"clean_rejected"::BIGINT, $1:"extract_read"::BIGINT, $1:"extract_kept"::BIGINT, $1:"extract_empty"::BIGINT, $1:"extract_rejected"::BIGINT, $1:"resolve_read"::BIGINT, $1:"resolve_kept"::BIGINT, $1:"resolve_empty"::BIGINT, $1:"resolve_rejected"::BIGINT, $1:"rejected_by_reason"::VARCHAR, $1:"incidents_inserted"::BIGINT, $1:"incidents_updated"::BIGINT, $1:"incidents_merged"::BIGINT, $1:"incidents_split"::BIGINT, $1:"incidents_retracted"::BIGINT, $1:"seconds"::DOUBLE, $1:"published_to_visible_p50_s"::DOUBLE, $1:"published_to_visible_p95_s"::DOUBLE, $1:"fetched_to_visible_p50_s"::DOUBLE, $1:"fetched_to_visible_p95_s"::DOUBLE, TO_DATE(REGEXP_SUBSTR(METADATA$FILENAME, 'run_date=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/runs/) FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) FORCE = TRUE

BEGIN;
DELETE FROM sitrep.stage_incident_changes
WHERE change_seq <= (SELECT COALESCE(MAX(change_seq), 0) FROM sitrep.incident_changes);
MERGE INTO sitrep.incidents AS i
USING (
  SELECT * FROM (
    SELECT c.*,
      ROW_NUMBER() OVER (PARTITION BY c.incident_id ORDER BY c.change_seq DESC) AS recency
    FROM sitrep.stage_incident_changes AS c
  ) AS numbered
  WHERE recency = 1
) AS c
ON i.incident_id = c.incident_id
WHEN MATCHED AND c.op IN ('merge', 'retract') THEN DELETE
WHEN MATCHED THEN UPDATE SET
    event_type = c.event_type,
    status = c.status,
    salience = c.salience,
    is_default = c.is_default,
    event_date = c.event_date,
    event_date_source = c.event_date_source,
    revision = c.revision,
    event_start = c.event_start,
    event_end = c.event_end,
    date_precision = c.date_precision,
    title = c.title,
    place_name = c.place_name,
    geoname_id = c.geoname_id,
    admin1 = c.admin1,
    admin1_code = c.admin1_code,
    country = c.country,
    country_name = c.country_name,
    latitude = c.latitude,
    longitude = c.longitude,
    place_precision = c.place_precision,
    uncertainty_km = c.uncertainty_km,
    perpetrators = c.perpetrators,
    targets = c.targets,
    victims = c.victims,
    weapons = c.weapons,
    killed_low = c.killed_low,
    killed_best = c.killed_best,
    killed_high = c.killed_high,
    injured_low = c.injured_low,
    injured_best = c.injured_best,
    injured_high = c.injured_high,
    tolls_disputed = c.tolls_disputed,
    n_mentions = c.n_mentions,
    n_articles = c.n_articles,
    n_publishers = c.n_publishers,
    n_origins = c.n_origins,
    first_reported_at = c.first_reported_at,
    last_reported_at = c.last_reported_at,
    first_recorded_at = c.first_recorded_at,
    last_recorded_at = c.last_recorded_at,
    confidence = c.confidence,
    resolver = c.resolver
WHEN NOT MATCHED AND c.op NOT IN ('merge', 'retract') THEN INSERT (
    incident_id, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver
  )
  VALUES (
    c.incident_id, c.event_type, c.status, c.salience, c.is_default, c.event_date, c.event_date_source, c.revision, c.event_start, c.event_end, c.date_precision, c.title, c.place_name, c.geoname_id, c.admin1, c.admin1_code, c.country, c.country_name, c.latitude, c.longitude, c.place_precision, c.uncertainty_km, c.perpetrators, c.targets, c.victims, c.weapons, c.killed_low, c.killed_best, c.killed_high, c.injured_low, c.injured_best, c.injured_high, c.tolls_disputed, c.n_mentions, c.n_articles, c.n_publishers, c.n_origins, c.first_reported_at, c.last_reported_at, c.first_recorded_at, c.last_recorded_at, c.confidence, c.resolver
  );
DELETE FROM sitrep.incident_sources
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
DELETE FROM sitrep.incident_sources
WHERE event_date IN (SELECT event_date FROM sitrep.stage_incident_sources);
INSERT INTO sitrep.incident_sources (incident_id, mention_id, article_id, event_date, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, "START", "END")
SELECT incident_id, mention_id, article_id, event_date, article_revision, publisher, url, title, published_at, recorded_at, origin_article_id, salience, mention_event_date, field, "START", "END" FROM sitrep.stage_incident_sources;
DELETE FROM sitrep.incident_participants
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
DELETE FROM sitrep.incident_participants
WHERE event_date IN (SELECT event_date FROM sitrep.stage_incident_participants);
INSERT INTO sitrep.incident_participants (incident_id, mention_id, n, event_date, role, name, actor_id, type, country, article_id, article_revision, field, "START", "END")
SELECT incident_id, mention_id, n, event_date, role, name, actor_id, type, country, article_id, article_revision, field, "START", "END" FROM sitrep.stage_incident_participants;
DELETE FROM sitrep.incident_claims
WHERE incident_id IN (SELECT incident_id FROM sitrep.stage_incident_changes);
DELETE FROM sitrep.incident_claims
WHERE event_date IN (SELECT event_date FROM sitrep.stage_incident_claims);
INSERT INTO sitrep.incident_claims (incident_id, mention_id, n, event_date, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, "START", "END")
SELECT incident_id, mention_id, n, event_date, outcome, low, best, high, who, claimant, part_of, article_id, article_revision, published_at, field, "START", "END" FROM sitrep.stage_incident_claims;
DELETE FROM sitrep.feed_polls
WHERE poll_date IN (SELECT poll_date FROM sitrep.stage_feed_polls);
INSERT INTO sitrep.feed_polls (feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date)
SELECT feed_id, feed_url, window_start, status, publisher, reason, http_status, polled_at, n_bytes, n_items, n_new, next_poll_at, poll_date FROM sitrep.stage_feed_polls;
DELETE FROM sitrep.articles
WHERE seen_date IN (SELECT seen_date FROM sitrep.stage_articles);
INSERT INTO sitrep.articles (article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date)
SELECT article_id, text, revision, title, url, canonical_url, post_id, publisher, published_at, published_at_source, published_utc_offset, title_source, authors, language, sha256, origin_article_id, shingles, page_id, feed_id, fetched_at, recorded_at, window_start, gone_at, seen_date FROM sitrep.stage_articles;
DELETE FROM sitrep.rejections
WHERE seen_date IN (SELECT seen_date FROM sitrep.stage_rejections);
INSERT INTO sitrep.rejections (rejection_id, stage, reason, ref, detail, url, window_start, seen_date)
SELECT rejection_id, stage, reason, ref, detail, url, window_start, seen_date FROM sitrep.stage_rejections;
DELETE FROM sitrep.runs
WHERE run_date IN (SELECT run_date FROM sitrep.stage_runs);
INSERT INTO sitrep.runs (run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date)
SELECT run_id, attempt, window_start, started_at, finished_at, code_version, configuration, runner, fetch_read, fetch_kept, fetch_empty, fetch_rejected, clean_read, clean_kept, clean_empty, clean_rejected, extract_read, extract_kept, extract_empty, extract_rejected, resolve_read, resolve_kept, resolve_empty, resolve_rejected, rejected_by_reason, incidents_inserted, incidents_updated, incidents_merged, incidents_split, incidents_retracted, seconds, published_to_visible_p50_s, published_to_visible_p95_s, fetched_to_visible_p50_s, fetched_to_visible_p95_s, run_date FROM sitrep.stage_runs;
INSERT INTO sitrep.incident_changes (change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date)
SELECT change_seq, op, incident_id, window_start, cause_article_id, old_event_date, merged_into, event_type, status, salience, is_default, event_date, event_date_source, revision, event_start, event_end, date_precision, title, place_name, geoname_id, admin1, admin1_code, country, country_name, latitude, longitude, place_precision, uncertainty_km, perpetrators, targets, victims, weapons, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, tolls_disputed, n_mentions, n_articles, n_publishers, n_origins, first_reported_at, last_reported_at, first_recorded_at, last_recorded_at, confidence, resolver, change_date FROM sitrep.stage_incident_changes;
COMMIT;

-- Empty the staging tables for the next time.
DELETE FROM sitrep.stage_incident_changes WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_sources WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_participants WHERE 1 = 1;
DELETE FROM sitrep.stage_incident_claims WHERE 1 = 1;
DELETE FROM sitrep.stage_feed_polls WHERE 1 = 1;
DELETE FROM sitrep.stage_articles WHERE 1 = 1;
DELETE FROM sitrep.stage_rejections WHERE 1 = 1;
DELETE FROM sitrep.stage_runs WHERE 1 = 1;
